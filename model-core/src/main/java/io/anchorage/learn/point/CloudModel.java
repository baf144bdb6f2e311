package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.PointCloud;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Pass;
import java.util.List;

/**
 * A classifier of clouds. Evaluation is deterministic, and the logits of a cloud depend on that
 * cloud alone, up to rounding.
 */
public interface CloudModel {
  /**
   * Arranges a batch on the host: orders, neighbours, cells. Uses no tensors, so that it may run in
   * another thread than the model.
   *
   * @param clouds at least one, with normalised features
   */
  Batch arrange(List<PointCloud> clouds);

  /**
   * Arranges a batch to train on.
   *
   * @param draws the batch's random numbers
   */
  Batch arrangeToTrain(List<PointCloud> clouds, Philox draws);

  /** An arranged batch. */
  @FunctionalInterface
  interface Batch {
    /**
     * Runs the model.
     *
     * @return [clouds, classes], before the softmax
     */
    NDArray logits(Pass pass);
  }
}
