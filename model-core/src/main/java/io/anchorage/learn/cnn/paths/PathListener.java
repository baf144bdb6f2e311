package io.anchorage.learn.cnn.paths;

import io.anchorage.learn.cnn.CnnCheckpoint;
import java.util.function.Supplier;

/** Told how a training along paths goes, on the thread that trains. */
public interface PathListener {
  /** Ignores everything. */
  PathListener NONE = new PathListener() {};

  /** After each batch. */
  default void onBatch(int epoch, int images) {}

  /**
   * After each epoch.
   *
   * @param network as it is now; copied from the device on request, only during the call
   */
  default void onEpoch(PathEpoch epoch, Supplier<CnnCheckpoint> network) {}

  /** Whether to stop. Asked after each batch. */
  default boolean stops() {
    return false;
  }
}
