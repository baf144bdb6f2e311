package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;

/** The entry of a network that sees the coordinates themselves. */
final class CoordinateEntry implements MlpEntry {
  private final MlpLayers layers;
  private final MlpFirstLayer first;
  private final MlpFirstSums sums;

  CoordinateEntry(MlpShape shape, MlpLayers layers, VectorActivation activation, Arena.Plan plan) {
    this.layers = layers;
    this.first = new MlpFirstLayer(shape, activation, layers.tables, plan);
    this.sums = new MlpFirstSums(shape, plan);
  }

  @Override
  public void clear(float[] m) {
    sums.clear(m);
  }

  @Override
  public void forward(
      float[] m, MlpPoints points, int start, int count, int values, int derivatives, int k) {
    first.forward(m, points, layers.phases, start, count, values, derivatives, k);
  }

  @Override
  public void add(float[] m, MlpPoints points, int start, int g, int derivatives, int k) {
    sums.add(m, points, start, g, derivatives, k);
  }

  @Override
  public void put(float[] m, MlpGradient dense, int vectors, float[] gradient) {
    sums.put(m, gradient);
  }
}
