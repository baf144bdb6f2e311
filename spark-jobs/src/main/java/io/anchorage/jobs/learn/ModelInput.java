package io.anchorage.jobs.learn;

import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigReader;
import io.anchorage.learn.input.FieldInput;
import io.anchorage.learn.input.Latents;
import io.anchorage.learn.train.ModelFiles;
import io.anchorage.learn.train.TrainedModel;

/**
 * The part of a field that a model takes as input, as stored among the model's facts.
 *
 * @param input the model's input
 */
record ModelInput(FieldInput input) {
  static final String FACT = "input";

  /** Canonical JSON. */
  String json() {
    return new ConfigDump(ModelFiles.kinds()).json(this);
  }

  /**
   * Reads the input from a model's facts; defaults to latents if the model does not store one.
   *
   * @param place the model's location, for messages
   */
  static FieldInput of(TrainedModel model, String place) {
    return new ConfigBinder(ModelFiles.kinds())
        .bind(
            ConfigReader.parse(ModelFolder.fact(model, FACT), place), new ModelInput(new Latents()))
        .input();
  }
}
