package io.anchorage.learn.weight.scale;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.net.AffineMap;

/**
 * Features of units or edges: {@code scale * vectors}, where one vector may serve many. A linear
 * map without bias is then applied to the vectors alone. So begins every network: an edge is its
 * weight times a vector that all edges of its layer share.
 *
 * @param scale [..., 1], or null for 1
 * @param vectors [..., channels], whose other axes may be 1 if there is a scale
 */
record Features(NDArray scale, NDArray vectors) {
  static Features of(NDArray vectors) {
    return new Features(null, vectors);
  }

  /** {@code W x + b}; the bias is added to all, and not scaled. */
  NDArray mapped(AffineMap map) {
    NDArray y = scaled(map.linear().apply(vectors));
    return map.bias() == null ? y : y.add(map.bias());
  }

  /** {@code |x|}, element by element. */
  Features magnitudes() {
    return new Features(scale == null ? null : scale.abs(), vectors.abs());
  }

  /**
   * {@code (A x) (B y)}, element by element.
   *
   * @param map A, without a bias
   * @param otherMap B, without a bias, to the same channels
   */
  Features product(AffineMap map, Features other, AffineMap otherMap) {
    NDArray both = map.apply(vectors).mul(otherMap.apply(other.vectors));
    if (scale == null || other.scale == null) {
      return new Features(scale == null ? other.scale : scale, both);
    }
    return new Features(scale.mul(other.scale), both);
  }

  /** With another axis of extent 1. */
  Features expanded(int axis) {
    return new Features(scale == null ? null : scale.expandDims(axis), vectors.expandDims(axis));
  }

  /** As one array of {@code networks} rows. */
  NDArray whole(int networks) {
    NDArray all = scaled(vectors);
    return all.size(0) == networks ? all : all.broadcast(networks, all.size(1), all.size(2));
  }

  private NDArray scaled(NDArray x) {
    return scale == null ? x : scale.mul(x);
  }

  /** Channels side by side. */
  static Features joined(NDArray... parts) {
    return of(NDArrays.concat(new NDList(parts), parts[0].getShape().dimension() - 1));
  }
}
