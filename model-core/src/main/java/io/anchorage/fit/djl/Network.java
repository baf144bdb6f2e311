package io.anchorage.fit.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** One family's arithmetic on a batch of fits of the same shape. */
public interface Network {
  /** The arrays that the optimiser moves, each with all fits of the batch along its first axis. */
  List<Shape> shapes();

  /**
   * Takes the targets, one a fit of the batch.
   *
   * @param values each [channels][grid points]
   */
  void target(List<float[]> values);

  /**
   * The training loss of each fit.
   *
   * @param parameters arrays of {@link #shapes()}
   * @param step the number of steps taken before this one
   * @return [batch]; the arrays made on the way belong to the caller's scope
   */
  NDArray losses(NDList parameters, int step);
}
