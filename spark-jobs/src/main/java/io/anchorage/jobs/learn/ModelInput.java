package io.anchorage.jobs.learn;

import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.learn.input.CloudInput;
import io.anchorage.learn.input.Latents;
import io.anchorage.learn.train.TrainedModel;

/**
 * What a model sees of an ARC, as it remembers it among its facts.
 *
 * @param input of the model
 */
record ModelInput(CloudInput input) {
  static final String FACT = "input";

  /** Canonical JSON. */
  String json() {
    return new ConfigDump(Kinds.sealed()).json(this);
  }

  /**
   * What a model remembers; latents, if it does not.
   *
   * @param place of the model, for messages
   */
  static CloudInput of(TrainedModel model, String place) {
    return new ConfigBinder(Kinds.sealed())
        .bind(
            ConfigReader.parse(ModelFolder.fact(model, FACT), place), new ModelInput(new Latents()))
        .input();
  }
}
