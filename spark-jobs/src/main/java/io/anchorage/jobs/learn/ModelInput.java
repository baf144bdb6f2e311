package io.anchorage.jobs.learn;

import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigReader;
import io.anchorage.learn.input.FieldInput;
import io.anchorage.learn.input.Latents;
import io.anchorage.learn.train.ModelFiles;
import io.anchorage.learn.train.TrainedModel;

/**
 * What a model sees of a field, as it remembers it among its facts.
 *
 * @param input of the model
 */
record ModelInput(FieldInput input) {
  static final String FACT = "input";

  /** Canonical JSON. */
  String json() {
    return new ConfigDump(ModelFiles.kinds()).json(this);
  }

  /**
   * What a model remembers; latents, if it does not.
   *
   * @param place of the model, for messages
   */
  static FieldInput of(TrainedModel model, String place) {
    return new ConfigBinder(ModelFiles.kinds())
        .bind(
            ConfigReader.parse(ModelFolder.fact(model, FACT), place), new ModelInput(new Latents()))
        .input();
  }
}
