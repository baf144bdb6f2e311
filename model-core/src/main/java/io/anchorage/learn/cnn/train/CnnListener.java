package io.anchorage.learn.cnn.train;

import io.anchorage.learn.cnn.CnnCheckpoint;
import java.util.function.Supplier;

/** Hears how a training goes, in the thread that trains. */
public interface CnnListener {
  /** Hears nothing. */
  CnnListener NONE = new CnnListener() {};

  /** After each batch. */
  default void onBatch(CnnProgress progress) {}

  /**
   * After each epoch, and once before the first with epoch 0 and NaN for what is not known.
   *
   * @param network the network as it is now; copied from the device when it is asked for, during
   *     the call
   */
  default void onEpoch(CnnEpoch epoch, Supplier<CnnCheckpoint> network) {}

  /** Whether to give up. Asked after each batch. */
  default boolean stops() {
    return false;
  }
}
