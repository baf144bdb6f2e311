package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.AffineMap;

/**
 * Features of edges that end with an affine map, which is kept apart: whatever reads them begins
 * with one, and the two are applied as one.
 *
 * @param hidden [networks, from, to, channels]
 * @param map from there to the features
 */
record EdgeFeatures(NDArray hidden, AffineMap map) {
  NDArray mapped(AffineMap next) {
    return next.after(map).apply(hidden);
  }
}
