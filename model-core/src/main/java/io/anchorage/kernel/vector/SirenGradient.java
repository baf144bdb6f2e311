package io.anchorage.kernel.vector;

import io.anchorage.kernel.LaneTree;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gradient of a dense layer's weights, dL/dW_ij = factor sum_n s_i(n) D_j(n), over the points
 * of one tile.
 *
 * <p>A register tile is four rows times four columns; its sums stay in registers over all points.
 * Rows and columns are copied to panels of four units first, [vector of points][4][lane], so that
 * the sum reads memory in one sweep and no two points fall on one cache set.
 */
final class SirenGradient {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;
  private static final int PANEL = SirenPanels.PANEL;
  private static final int STEP = PANEL * L;

  private final float[] lanes = new float[PANEL * PANEL * LaneTree.LANES];
  private float[] rowPanel = {};
  private float[] columnPanels = {};

  /**
   * Adds the tile's gradient.
   *
   * @param s [vectors][rows, padded][L]
   * @param d [vectors][columns, padded][L]
   * @param gradient from {@code at} on: [rows][columns]
   */
  void add(
      float[] s,
      int rows,
      float[] d,
      int columns,
      int vectors,
      float factor,
      float[] gradient,
      int at) {
    reserve(vectors, columns);
    for (int j = 0; j < columns; j += PANEL) {
      pack(d, j * L, SirenPanels.padded(columns) * L, columnPanels, j * vectors * L, vectors);
    }
    for (int i = 0; i < rows; i += PANEL) {
      pack(s, i * L, SirenPanels.padded(rows) * L, rowPanel, 0, vectors);
      for (int j = 0; j < columns; j += PANEL) {
        for (int part = 0; part < Lanes.PARTS; part++) {
          tile(rowPanel, columnPanels, j * vectors * L, part, vectors, lanes);
        }
        int corner = at + i * columns + j;
        fold(
            Math.min(PANEL, rows - i),
            Math.min(PANEL, columns - j),
            factor,
            gradient,
            corner,
            columns);
      }
    }
  }

  private void reserve(int vectors, int columns) {
    if (rowPanel.length < vectors * STEP) {
      rowPanel = new float[vectors * STEP];
    }
    if (columnPanels.length < vectors * L * SirenPanels.padded(columns)) {
      columnPanels = new float[vectors * L * SirenPanels.padded(columns)];
    }
  }

  private static void pack(float[] from, int at, int step, float[] to, int out, int vectors) {
    for (int k = 0; k < vectors; k++) {
      int in = at + k * step;
      int q = out + k * STEP;
      FloatVector.fromArray(S, from, in).intoArray(to, q);
      FloatVector.fromArray(S, from, in + L).intoArray(to, q + L);
      FloatVector.fromArray(S, from, in + 2 * L).intoArray(to, q + 2 * L);
      FloatVector.fromArray(S, from, in + 3 * L).intoArray(to, q + 3 * L);
    }
  }

  private void fold(int rows, int columns, float factor, float[] gradient, int at, int step) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float sum = LaneTree.sum(lanes, (i * PANEL + j) * LaneTree.LANES);
        gradient[at + i * step + j] = Math.fma(sum, factor, gradient[at + i * step + j]);
      }
    }
  }

  /** The sums of one part of the virtual lanes: the vectors {@code part, part + PARTS, ...}. */
  private static void tile(float[] s, float[] d, int column, int part, int vectors, float[] lanes) {
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
      int x = k * STEP;
      int y = column + k * STEP;
      FloatVector s0 = FloatVector.fromArray(S, s, x);
      FloatVector s1 = FloatVector.fromArray(S, s, x + L);
      FloatVector s2 = FloatVector.fromArray(S, s, x + 2 * L);
      FloatVector s3 = FloatVector.fromArray(S, s, x + 3 * L);
      FloatVector e = FloatVector.fromArray(S, d, y);
      z00 = s0.fma(e, z00);
      z10 = s1.fma(e, z10);
      z20 = s2.fma(e, z20);
      z30 = s3.fma(e, z30);
      e = FloatVector.fromArray(S, d, y + L);
      z01 = s0.fma(e, z01);
      z11 = s1.fma(e, z11);
      z21 = s2.fma(e, z21);
      z31 = s3.fma(e, z31);
      e = FloatVector.fromArray(S, d, y + 2 * L);
      z02 = s0.fma(e, z02);
      z12 = s1.fma(e, z12);
      z22 = s2.fma(e, z22);
      z32 = s3.fma(e, z32);
      e = FloatVector.fromArray(S, d, y + 3 * L);
      z03 = s0.fma(e, z03);
      z13 = s1.fma(e, z13);
      z23 = s2.fma(e, z23);
      z33 = s3.fma(e, z33);
    }
    int out = part * L;
    row(z00, z01, z02, z03, lanes, out);
    row(z10, z11, z12, z13, lanes, out + PANEL * LaneTree.LANES);
    row(z20, z21, z22, z23, lanes, out + 2 * PANEL * LaneTree.LANES);
    row(z30, z31, z32, z33, lanes, out + 3 * PANEL * LaneTree.LANES);
  }

  private static void row(
      FloatVector z0, FloatVector z1, FloatVector z2, FloatVector z3, float[] lanes, int out) {
    z0.intoArray(lanes, out);
    z1.intoArray(lanes, out + LaneTree.LANES);
    z2.intoArray(lanes, out + 2 * LaneTree.LANES);
    z3.intoArray(lanes, out + 3 * LaneTree.LANES);
  }
}
