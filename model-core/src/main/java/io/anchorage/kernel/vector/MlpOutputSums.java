package io.anchorage.kernel.vector;

/** The gradient of an MLP's linear layer, over the points of one tile. */
interface MlpOutputSums {
  /** Starts a tile. */
  void clear(float[] m);

  /** Accumulates vectors k and k + 1. */
  void add(float[] m, int k);

  /** Adds the tile's gradient to the total. */
  void put(float[] m, MlpGradient dense, int vectors, float[] gradient);
}
