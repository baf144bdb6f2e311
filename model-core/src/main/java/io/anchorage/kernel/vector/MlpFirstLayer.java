package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The twin of {@code ScalarFirstLayer}: from tables where {@link MlpShape#angleSums} holds,
 * directly elsewhere.
 */
final class MlpFirstLayer {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final MlpShape shape;
  private final VectorActivation activation;
  private final SineGrid grid;

  MlpFirstLayer(MlpShape shape, VectorActivation activation, SineTables tables, Arena.Plan plan) {
    this.shape = shape;
    this.activation = activation;
    this.grid = new SineGrid(shape, tables, plan);
  }

  /**
   * Computes all units for vectors k and k + 1 of a tile.
   *
   * @param start index of the tile's first point
   * @param count points of the tile
   * @param values start of two vectors of units, as in {@link MlpTrace}
   * @param derivatives likewise
   */
  void forward(
      float[] m,
      MlpPoints points,
      float[] phases,
      int start,
      int count,
      int values,
      int derivatives,
      int k) {
    boolean sums = shape.angleSums(points);
    for (int v = 0; v < 2; v++) {
      int at = v * MlpTrace.step(shape.width());
      int position = start + (k + v) * L;
      if (sums) {
        grid.forward(m, points, position, start + count, values + at, derivatives + at);
      } else {
        direct(m, points, phases, position, values + at, derivatives + at);
      }
    }
  }

  private void direct(
      float[] m, MlpPoints points, float[] phases, int position, int values, int derivatives) {
    int biases = shape.biases(0);
    for (int h = 0; h < shape.width(); h++) {
      FloatVector z = FloatVector.broadcast(S, phases[biases + h]);
      for (int k = 0; k < shape.inputs(); k++) {
        FloatVector w = FloatVector.broadcast(S, phases[k * shape.width() + h]);
        z = FloatVector.fromArray(S, points.laid(k), position).fma(w, z);
      }
      z.intoArray(m, values + h * L);
    }
    activation.apply(0, m, values, derivatives, shape.width() * L);
  }
}
