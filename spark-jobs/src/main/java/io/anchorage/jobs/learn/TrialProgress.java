package io.anchorage.jobs.learn;

import io.anchorage.learn.train.TrainProgress;
import java.io.Serializable;

/** The progress of one training run, as reported to the driver. */
record TrialProgress(
    int epoch,
    int epochs,
    long batch,
    long batches,
    double loss,
    double accuracy,
    double samplesPerSecond,
    double secondsLeft)
    implements Serializable {
  static TrialProgress of(TrainProgress at) {
    return new TrialProgress(
        at.epoch(),
        at.epochs(),
        at.batch(),
        at.batches(),
        at.loss(),
        at.accuracy(),
        at.samplesPerSecond(),
        at.secondsLeft());
  }

  /** The fraction of all batches that are done, in [0, 1]. */
  double share() {
    return (epoch - 1 + (double) batch / batches) / epochs;
  }
}
