package io.anchorage.learn.cnn.train;

import io.anchorage.learn.cnn.CnnCheckpoint;
import java.util.function.Supplier;

/** Receives the progress of training, on the training thread. */
public interface CnnListener {
  /** Ignores everything. */
  CnnListener NONE = new CnnListener() {};

  /** Called after each batch. */
  default void onBatch(CnnProgress progress) {}

  /**
   * Called after each epoch, and once before the first as epoch 0, with NaN for unknown values.
   *
   * @param network as it is now; copied from the device on request, only during the call
   */
  default void onEpoch(CnnEpoch epoch, Supplier<CnnCheckpoint> network) {}

  /** Whether to stop training; called after each batch. */
  default boolean stops() {
    return false;
  }
}
