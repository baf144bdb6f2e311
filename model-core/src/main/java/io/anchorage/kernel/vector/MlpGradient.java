package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.LaneTree;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gradients of a layer's weights and biases, dL/dW_ij = factor sum_n s_i(n) D_j(n) and dL/db_j
 * = factor sum_n D_j(n), over the points of one tile.
 *
 * <p>The sums of a dense layer stay in registers over all points, four rows times four columns, and
 * are then folded for many columns at once.
 */
final class MlpGradient {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;
  private static final int UNITS = MlpPanels.UNITS;

  /** Columns processed with all rows before the next ones: their D fits in the L2 cache. */
  private static final int COLUMNS = 128;

  /** Columns whose sums are folded together. */
  private static final int FOLDED = 32;

  private final LaneFold fold;

  MlpGradient(Arena.Plan plan) {
    this.fold = new LaneFold(plan, UNITS * FOLDED);
  }

  /**
   * Adds the gradient of a dense layer.
   *
   * @param m memory of the traces
   * @param weights start of dL/dW in the gradient: [rows][columns]
   * @param biases start of dL/db
   */
  void dense(
      float[] m,
      MlpTrace s,
      int rows,
      MlpTrace d,
      int columns,
      int vectors,
      float factor,
      float[] gradient,
      int weights,
      int biases) {
    for (int j = 0; j < columns; j += COLUMNS) {
      int width = Math.min(COLUMNS, columns - j);
      biases(m, d, j, width, vectors, factor, gradient, biases);
      for (int i = 0; i < rows; i += UNITS) {
        for (int c = j; c < j + width; c += FOLDED) {
          int some = Math.min(FOLDED, j + width - c);
          tiles(m, s, i, d, c, some, vectors);
          int at = weights + i * columns + c;
          for (int r = 0; r < Math.min(UNITS, rows - i); r++) {
            put(m, r * MlpPanels.padded(some), some, factor, gradient, at + r * columns);
          }
        }
      }
    }
  }

  /**
   * Adds {@code factor} times sums that were accumulated elsewhere.
   *
   * @param lanes starting at {@code from}: [count][16]
   * @param gradient starting at {@code at}, {@code step} apart
   */
  static void put(
      float[] lanes, int from, int count, float factor, float[] gradient, int at, int step) {
    for (int c = 0; c < count; c++) {
      float sum = LaneTree.sum(lanes, from + c * LaneTree.LANES);
      gradient[at + c * step] = Math.fma(sum, factor, gradient[at + c * step]);
    }
  }

  private void biases(
      float[] m,
      MlpTrace d,
      int j,
      int width,
      int vectors,
      float factor,
      float[] gradient,
      int at) {
    for (int c = j; c < j + width; c += FOLDED) {
      int some = Math.min(FOLDED, j + width - c);
      for (int u = 0; u < some; u += UNITS) {
        for (int part = 0; part < Lanes.PARTS; part++) {
          int out = fold.lanes + u * LaneTree.LANES + part * L;
          sums(m, d.unit(c + u), d.step(), part, vectors, out);
        }
      }
      fold.fold(m, MlpPanels.padded(some));
      put(m, 0, some, factor, gradient, at + c);
    }
  }

  /** Folds the sums of four rows times {@code width} columns. */
  private void tiles(float[] m, MlpTrace s, int i, MlpTrace d, int c, int width, int vectors) {
    int pitch = MlpPanels.padded(width) * LaneTree.LANES;
    for (int u = 0; u < width; u += UNITS) {
      for (int part = 0; part < Lanes.PARTS; part++) {
        int out = fold.lanes + u * LaneTree.LANES + part * L;
        tile(m, s.unit(i), s.step(), d.unit(c + u), d.step(), part, vectors, out, pitch);
      }
    }
    fold.fold(m, UNITS * MlpPanels.padded(width));
  }

  /** gradient_c += factor sum_c for {@code count} folded sums, starting with sum {@code first}. */
  private void put(float[] m, int first, int count, float factor, float[] gradient, int at) {
    for (int c = 0; c < count; c++) {
      float sum = m[fold.sums + (first + c) * LaneFold.STEP];
      gradient[at + c] = Math.fma(sum, factor, gradient[at + c]);
    }
  }

  private static void sums(float[] m, int at, int step, int part, int vectors, int out) {
    FloatVector z0 = FloatVector.zero(S);
    FloatVector z1 = z0;
    FloatVector z2 = z0;
    FloatVector z3 = z0;
    for (int k = part; k < vectors; k += Lanes.PARTS) {
      int q = at + k * step;
      z0 = z0.add(FloatVector.fromArray(S, m, q));
      z1 = z1.add(FloatVector.fromArray(S, m, q + L));
      z2 = z2.add(FloatVector.fromArray(S, m, q + 2 * L));
      z3 = z3.add(FloatVector.fromArray(S, m, q + 3 * L));
    }
    row(z0, z1, z2, z3, m, out);
  }

  /**
   * The sums over one part of the virtual lanes: vectors {@code part, part + PARTS, ...}.
   *
   * @param pitch floats between rows of sums
   */
  private static void tile(
      float[] m,
      int row,
      int rowStep,
      int column,
      int columnStep,
      int part,
      int vectors,
      int out,
      int pitch) {
    FloatVector z00 = FloatVector.zero(S);
    FloatVector z01 = z00;
    FloatVector z02 = z00;
    FloatVector z03 = z00;
    FloatVector z10 = z00;
    FloatVector z11 = z00;
    FloatVector z12 = z00;
    FloatVector z13 = z00;
    FloatVector z20 = z00;
    FloatVector z21 = z00;
    FloatVector z22 = z00;
    FloatVector z23 = z00;
    FloatVector z30 = z00;
    FloatVector z31 = z00;
    FloatVector z32 = z00;
    FloatVector z33 = z00;
    for (int k = part; k < vectors; k += Lanes.PARTS) {
      int x = row + k * rowStep;
      int y = column + k * columnStep;
      FloatVector s0 = FloatVector.fromArray(S, m, x);
      FloatVector s1 = FloatVector.fromArray(S, m, x + L);
      FloatVector s2 = FloatVector.fromArray(S, m, x + 2 * L);
      FloatVector s3 = FloatVector.fromArray(S, m, x + 3 * L);
      FloatVector e = FloatVector.fromArray(S, m, y);
      z00 = s0.fma(e, z00);
      z10 = s1.fma(e, z10);
      z20 = s2.fma(e, z20);
      z30 = s3.fma(e, z30);
      e = FloatVector.fromArray(S, m, y + L);
      z01 = s0.fma(e, z01);
      z11 = s1.fma(e, z11);
      z21 = s2.fma(e, z21);
      z31 = s3.fma(e, z31);
      e = FloatVector.fromArray(S, m, y + 2 * L);
      z02 = s0.fma(e, z02);
      z12 = s1.fma(e, z12);
      z22 = s2.fma(e, z22);
      z32 = s3.fma(e, z32);
      e = FloatVector.fromArray(S, m, y + 3 * L);
      z03 = s0.fma(e, z03);
      z13 = s1.fma(e, z13);
      z23 = s2.fma(e, z23);
      z33 = s3.fma(e, z33);
    }
    row(z00, z01, z02, z03, m, out);
    row(z10, z11, z12, z13, m, out + pitch);
    row(z20, z21, z22, z23, m, out + 2 * pitch);
    row(z30, z31, z32, z33, m, out + 3 * pitch);
  }

  private static void row(
      FloatVector z0, FloatVector z1, FloatVector z2, FloatVector z3, float[] m, int out) {
    z0.intoArray(m, out);
    z1.intoArray(m, out + LaneTree.LANES);
    z2.intoArray(m, out + 2 * LaneTree.LANES);
    z3.intoArray(m, out + 3 * LaneTree.LANES);
  }
}
