package io.anchorage.learn.train;

import java.util.List;

/** Hears how a training goes, in the thread that trains. */
public interface TrainListener {
  /** Hears nothing. */
  TrainListener NONE = new TrainListener() {};

  /** Before the first batch, if the training goes on from a checkpoint: its epochs so far. */
  default void onResume(List<EpochMetrics> history) {}

  /** After each batch. */
  default void onBatch(TrainProgress progress) {}

  /** After each epoch, when its checkpoint is written. */
  default void onEpoch(EpochMetrics metrics) {}

  /** Whether to end at once, leaving the last epoch's checkpoint. Asked after each batch. */
  default boolean stops() {
    return false;
  }
}
