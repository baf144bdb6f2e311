package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** What the steps of a batch of fits see: points of the grid and the values there. */
interface MlpPixels {
  /**
   * Sets the values on the grid, one array per fit.
   *
   * @param values [channels][grid points] each
   */
  void target(List<float[]> values);

  /**
   * What one step sees. The arrays are read, not closed.
   *
   * @param taken steps taken before
   */
  Seen of(int taken);

  /**
   * Points and values.
   *
   * @param coordinates [batch, points, inputs]
   * @param target [batch, points, outputs]
   */
  record Seen(NDArray coordinates, NDArray target) {}
}
