package io.anchorage.jobs.learn;

import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.train.TrainConfig;
import java.io.Serializable;

/**
 * One training run of a job, as sent to an executor.
 *
 * @param number index in the job, from 0
 * @param variant name of the config variant; empty for the unchanged config
 * @param folder folder relative to the output; empty for the output itself
 * @param seed random seed of the training run
 * @param config the job's config with the variant's changes and the seed, as canonical JSON
 */
record Trial(int number, String variant, String folder, long seed, String config)
    implements Serializable {
  TrainJobConfig job() {
    return TrainJobConfig.parse(config, "the trial's config");
  }

  /** Opens the table with this training run's inputs and changes. */
  SampleTable open(StorageFolder table) {
    SamplesConfig samples = job().clouds();
    return SampleTable.open(table, samples.input(), new Changes(samples.changes()));
  }

  TrainConfig training() {
    return job().train();
  }

  /** The display name. */
  String name() {
    String model = variant.isEmpty() ? training().model().kind() : variant;
    return folder.isEmpty() ? model : model + ", seed " + seed;
  }
}
