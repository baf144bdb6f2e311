package io.anchorage.learn.train;

import java.util.List;

/** Follows a training; called on the training thread. */
public interface TrainListener {
  /** Ignores everything. */
  TrainListener NONE = new TrainListener() {};

  /**
   * Called before the first batch if the training resumes from a checkpoint, with its epochs so
   * far.
   */
  default void onResume(List<EpochMetrics> history) {}

  /** Called after each batch. */
  default void onBatch(TrainProgress progress) {}

  /** Called after each epoch, once its checkpoint is written. */
  default void onEpoch(EpochMetrics metrics) {}

  /** Whether to stop at once, keeping the last epoch's checkpoint. Asked after each batch. */
  default boolean stops() {
    return false;
  }
}
