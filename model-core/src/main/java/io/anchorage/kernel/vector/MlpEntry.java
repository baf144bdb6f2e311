package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;

/** A network's first hidden layer, from the coordinates, and its gradient over a tile. */
interface MlpEntry {
  /**
   * The entry that suits the shape's mapping.
   *
   * @param derivatives of the first hidden layer; on the way back, D
   */
  static MlpEntry of(
      MlpShape shape,
      MlpLayers layers,
      VectorActivation activation,
      MlpTrace derivatives,
      Arena.Plan plan) {
    return shape.mapping() instanceof InputMapping.Identity
        ? new CoordinateEntry(shape, layers, activation, plan)
        : new FeatureEntry(shape, layers, activation, derivatives, plan);
  }

  /** Starts a tile. */
  void clear(float[] m);

  /**
   * Computes all units for vectors k and k + 1 of a tile.
   *
   * @param start index of the tile's first point
   * @param count points of the tile
   * @param values start of two vectors of units, as in {@link MlpTrace}
   * @param derivatives likewise
   */
  void forward(
      float[] m, MlpPoints points, int start, int count, int values, int derivatives, int k);

  /**
   * Accumulates vectors k and k + 1.
   *
   * @param start index of the tile's first point
   * @param g start of two vectors of units, as in {@link MlpTrace}
   * @param derivatives likewise: D = f' g
   */
  void add(float[] m, MlpPoints points, int start, int g, int derivatives, int k);

  /**
   * Adds the tile's gradient to the total.
   *
   * @param dense for the sums over points
   * @param vectors of the tile
   */
  void put(float[] m, MlpGradient dense, int vectors, float[] gradient);
}
