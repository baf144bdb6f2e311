package io.anchorage.jobs.learn;

import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.train.TrainConfig;
import java.io.Serializable;

/**
 * One training of a job, as it is sent to an executor.
 *
 * @param number from 0
 * @param variant its name; empty for the config as it is
 * @param folder below the output; empty for the output itself
 * @param seed of the training
 * @param config the job's config with the variant's changes and the seed, as canonical JSON
 */
record Trial(int number, String variant, String folder, long seed, String config)
    implements Serializable {
  TrainJobConfig job() {
    return TrainJobConfig.parse(config, "the trial's config");
  }

  /** The samples that this training sees. */
  SampleTable open(StorageFolder table) {
    SamplesConfig samples = job().clouds();
    return SampleTable.open(table, samples.input(), new Changes(samples.changes()));
  }

  TrainConfig training() {
    return job().train();
  }

  /** What people call it. */
  String name() {
    String model = variant.isEmpty() ? training().model().kind() : variant;
    return folder.isEmpty() ? model : model + ", seed " + seed;
  }
}
