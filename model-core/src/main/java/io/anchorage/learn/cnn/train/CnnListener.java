package io.anchorage.learn.cnn.train;

import io.anchorage.learn.cnn.CnnCheckpoint;
import java.util.function.Supplier;

/** Told how a training goes, on the thread that trains. */
public interface CnnListener {
  /** Ignores everything. */
  CnnListener NONE = new CnnListener() {};

  /** After each batch. */
  default void onBatch(CnnProgress progress) {}

  /**
   * After each epoch, and once before the first: epoch 0, NaN for what is not known yet.
   *
   * @param network as it is now; copied from the device on request, only during the call
   */
  default void onEpoch(CnnEpoch epoch, Supplier<CnnCheckpoint> network) {}

  /** Whether to stop. Asked after each batch. */
  default boolean stops() {
    return false;
  }
}
