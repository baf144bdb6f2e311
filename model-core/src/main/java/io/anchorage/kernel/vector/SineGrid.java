package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The twin of {@code ScalarSineGrid}: sine and cosine of the first layer's phase on a full grid,
 * from tables by the angle-sum identities.
 */
final class SineGrid {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final MlpShape shape;
  private final SineTables tables;

  /** [unit][16] of the current row of patches, for grids of three axes. */
  private final int rowSin;

  private final int rowCos;

  SineGrid(MlpShape shape, SineTables tables, Arena.Plan plan) {
    this.shape = shape;
    this.tables = tables;
    this.rowSin = plan.take(shape.width() * LaneTree.LANES);
    this.rowCos = plan.take(shape.width() * LaneTree.LANES);
  }

  /**
   * Computes one vector of points for all units, with zeros from {@code end} on.
   *
   * @param position index of its first point
   * @param end one past the tile's last point
   */
  void forward(float[] m, MlpPoints points, int position, int end, int sin, int cos) {
    if (position < end) {
      combine(m, points, position, sin, cos);
    } else {
      Arrays.fill(m, sin, sin + shape.width() * L, 0f);
      Arrays.fill(m, cos, cos + shape.width() * L, 0f);
    }
  }

  private void combine(float[] m, MlpPoints points, int position, int sin, int cos) {
    int last = points.axes() - 1;
    int patch = position / LaneTree.LANES;
    int lane = position % LaneTree.LANES;
    int row = patch / points.patchesAcross();
    int size = shape.width() * LaneTree.LANES;
    boolean flat = last == 1;
    if (!flat) {
      turn(m, points, row / points.patchesDown(), row % points.patchesDown());
    }
    int column = patch % points.patchesAcross() * size + lane;
    sum(
        flat ? tables.memory() : m,
        flat ? tables.sin(0) + row * size + lane : rowSin + lane,
        flat ? tables.cos(0) + row * size + lane : rowCos + lane,
        tables.memory(),
        tables.sin(last) + column,
        tables.cos(last) + column,
        shape.width(),
        m,
        sin,
        cos);
  }

  /**
   * sin(a + b) = sin a cos b + cos a sin b, cos(a + b) = cos a cos b - sin a sin b, unit by unit.
   */
  private static void sum(
      float[] row,
      int sinA,
      int cosA,
      float[] column,
      int sinB,
      int cosB,
      int width,
      float[] m,
      int sin,
      int cos) {
    for (int h = 0; h < width; h++) {
      FloatVector sa = FloatVector.fromArray(S, row, sinA + h * LaneTree.LANES);
      FloatVector ca = FloatVector.fromArray(S, row, cosA + h * LaneTree.LANES);
      FloatVector sb = FloatVector.fromArray(S, column, sinB + h * LaneTree.LANES);
      FloatVector cb = FloatVector.fromArray(S, column, cosB + h * LaneTree.LANES);
      sa.fma(cb, ca.mul(sb)).intoArray(m, sin + h * L);
      ca.fma(cb, sa.neg().mul(sb)).intoArray(m, cos + h * L);
    }
  }

  /** The angles of all axes before the last two, plus those of one row of patches. */
  private void turn(float[] m, MlpPoints points, int before, int row) {
    int size = shape.width() * LaneTree.LANES;
    float[] tables = this.tables.memory();
    int axis = points.axes() - 2;
    for (int q = 0; q < size; q++) {
      int h = q / LaneTree.LANES;
      float s = 0f;
      float c = 1f;
      int run = before;
      for (int a = 0, left = runs(points); a < axis; a++) {
        left /= points.axis(a).length;
        int place = h * SineTables.pitch(points, a) + run / left;
        run %= left;
        float sinB = tables[this.tables.sin(a) + place];
        float cosB = tables[this.tables.cos(a) + place];
        float sum = a == 0 ? sinB : Math.fma(s, cosB, c * sinB);
        c = a == 0 ? cosB : Math.fma(c, cosB, -s * sinB);
        s = sum;
      }
      float sinB = tables[this.tables.sin(axis) + row * size + q];
      float cosB = tables[this.tables.cos(axis) + row * size + q];
      m[rowSin + q] = Math.fma(s, cosB, c * sinB);
      m[rowCos + q] = Math.fma(c, cosB, -s * sinB);
    }
  }

  private static int runs(MlpPoints points) {
    int runs = 1;
    for (int a = 0; a < points.axes() - 2; a++) {
      runs *= points.axis(a).length;
    }
    return runs;
  }
}
