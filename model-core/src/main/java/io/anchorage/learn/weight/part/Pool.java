package io.anchorage.learn.weight.part;

import ai.djl.ndarray.NDArray;

/** What a set of units has in common, whatever their order. */
public enum Pool {
  MAX,
  MEAN;

  /** Pools along an axis, which disappears. */
  public NDArray along(NDArray x, int axis) {
    int[] axes = {axis};
    return this == MAX ? x.max(axes) : x.mean(axes);
  }
}
