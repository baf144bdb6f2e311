package io.anchorage.learn.cnn.paths;

import io.anchorage.learn.cnn.CnnCheckpoint;
import java.util.function.Supplier;

/** Hears how a training along paths goes, in the thread that trains. */
public interface PathListener {
  /** Hears nothing. */
  PathListener NONE = new PathListener() {};

  /** After each batch. */
  default void onBatch(int epoch, int images) {}

  /**
   * After each epoch.
   *
   * @param network as it is now; copied from the device when it is asked for, during the call
   */
  default void onEpoch(PathEpoch epoch, Supplier<CnnCheckpoint> network) {}

  /** Whether to give up. Asked after each batch. */
  default boolean stops() {
    return false;
  }
}
