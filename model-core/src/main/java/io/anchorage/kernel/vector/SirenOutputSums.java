package io.anchorage.kernel.vector;

/** The gradient of a SIREN's linear layer, over the points of one tile. */
interface SirenOutputSums {
  /** Begins a tile. */
  void clear(float[] m);

  /** Takes in the vectors k and k + 1, whose activations and D begin at {@code s} and {@code d}. */
  void add(float[] m, int s, int d, int k);

  /** Adds the tile's gradient. */
  void put(float[] m, SirenGradient dense, int vectors, float[] gradient);
}
