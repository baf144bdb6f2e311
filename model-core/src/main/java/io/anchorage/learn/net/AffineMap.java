package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * {@code y = x W^T + b} on the last axis, as arrays of a pass, so that maps can be joined before
 * they are applied: what follows another map, or reads several features side by side, costs less
 * when joined or taken apart where there are fewer rows.
 *
 * @param weight [outputs, inputs]
 * @param bias [outputs], or null for none
 */
public record AffineMap(NDArray weight, NDArray bias) {
  public NDArray apply(NDArray x) {
    return x.getNDArrayInternal().linear(x, weight, bias).head();
  }

  /** Without the bias. */
  public AffineMap linear() {
    return new AffineMap(weight, null);
  }

  /** This map of another's result. */
  public AffineMap after(AffineMap first) {
    NDArray joint = weight.matMul(first.weight);
    if (first.bias == null) {
      return new AffineMap(joint, bias);
    }
    return new AffineMap(joint, apply(first.bias.reshape(1, -1)).reshape(-1));
  }

  /**
   * The maps of two inputs that lie side by side, {@code y = one(x_1) + other(x_2)}; the second has
   * the bias.
   *
   * @param cut channels of the first input
   */
  public List<AffineMap> ofInputs(long cut) {
    NDList parts = weight.split(new long[] {cut}, 1);
    return List.of(new AffineMap(parts.get(0), null), new AffineMap(parts.get(1), bias));
  }

  /** The map to the results of both, side by side; either both have a bias or none. */
  public AffineMap beside(AffineMap other) {
    NDArray weights = NDArrays.concat(new NDList(weight, other.weight), 0);
    return bias == null
        ? new AffineMap(weights, null)
        : new AffineMap(weights, NDArrays.concat(new NDList(bias, other.bias), 0));
  }
}
