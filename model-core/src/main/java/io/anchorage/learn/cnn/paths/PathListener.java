package io.anchorage.learn.cnn.paths;

import io.anchorage.learn.cnn.CnnCheckpoint;
import java.util.function.Supplier;

/** Receives the progress of training along paths, on the training thread. */
public interface PathListener {
  /** Ignores everything. */
  PathListener NONE = new PathListener() {};

  /** Called after each batch. */
  default void onBatch(int epoch, int images) {}

  /**
   * Called after each epoch.
   *
   * @param network as it is now; copied from the device on request, only during the call
   */
  default void onEpoch(PathEpoch epoch, Supplier<CnnCheckpoint> network) {}

  /** Whether to stop training; called after each batch. */
  default boolean stops() {
    return false;
  }
}
