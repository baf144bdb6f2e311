package io.anchorage.fit.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** One family's arithmetic for a batch of fits of the same shape. */
public interface Network {
  /** The shapes of the trainable arrays, each with the batch as its first axis. */
  List<Shape> shapes();

  /**
   * Sets the targets, one per fit of the batch.
   *
   * @param values [channels][grid points] each
   */
  void target(List<float[]> values);

  /**
   * The training loss of each fit.
   *
   * @param parameters arrays of {@link #shapes()}
   * @param step the number of steps taken before this one
   * @return [batch]; intermediate arrays belong to the caller's scope
   */
  NDArray losses(NDList parameters, int step);
}
