package io.anchorage.learn.train;

/** Hears how a training goes, in the thread that trains. */
public interface TrainListener {
  /** Hears nothing. */
  TrainListener NONE = new TrainListener() {};

  /** After each batch. */
  default void onBatch(TrainProgress progress) {}

  /** After each epoch, when its checkpoint is written. */
  default void onEpoch(EpochMetrics metrics) {}

  /** Whether to end after this epoch, with what there is. Asked after each epoch. */
  default boolean stops() {
    return false;
  }
}
