package io.anchorage.kernel.vector;

import io.anchorage.kernel.MatrixRows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products in tiles of four rows and two vectors of columns, eight sums in registers: as
 * many as fused multiply-adds are under way at once. Whatever the tile, each sum runs in the order
 * of k.
 */
final class VectorProduct {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  /** Rows that take their turn under the same columns: their results stay in the cache. */
  private static final int ROWS = 40;

  private VectorProduct() {}

  static void into(MatrixRows a, float[] b, int columns, float[] out, int outAt) {
    float[] data = a.data();
    int stride = a.stride();
    int length = a.length();
    int fours = a.rows() & -4;
    int pairs = columns / (2 * L) * 2 * L;
    for (int block = 0; block < fours; block += ROWS) {
      int end = Math.min(block + ROWS, fours);
      for (int c = 0; c < pairs; c += 2 * L) {
        for (int r = block; r < end; r += 4) {
          int at = a.at() + r * stride;
          tile(data, at, stride, length, b, c, columns, out, outAt + r * columns + c);
        }
      }
    }
    for (int r = 0; r < a.rows(); r++) {
      int at = a.at() + r * stride;
      for (int c = r < fours ? pairs : 0; c < columns; c += L) {
        line(data, at, length, b, c, columns, out, outAt + r * columns + c);
      }
    }
  }

  private static void tile(
      float[] a,
      int a0,
      int stride,
      int length,
      float[] b,
      int bAt,
      int columns,
      float[] out,
      int outAt) {
    FloatVector s00 = FloatVector.zero(S);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    int a1 = a0 + stride;
    int a2 = a1 + stride;
    int a3 = a2 + stride;
    int w = bAt;
    for (int k = 0; k < length; k++) {
      FloatVector w0 = FloatVector.fromArray(S, b, w);
      FloatVector w1 = FloatVector.fromArray(S, b, w + L);
      FloatVector x = FloatVector.broadcast(S, a[a0 + k]);
      s00 = x.fma(w0, s00);
      s01 = x.fma(w1, s01);
      x = FloatVector.broadcast(S, a[a1 + k]);
      s10 = x.fma(w0, s10);
      s11 = x.fma(w1, s11);
      x = FloatVector.broadcast(S, a[a2 + k]);
      s20 = x.fma(w0, s20);
      s21 = x.fma(w1, s21);
      x = FloatVector.broadcast(S, a[a3 + k]);
      s30 = x.fma(w0, s30);
      s31 = x.fma(w1, s31);
      w += columns;
    }
    int to = outAt;
    s00.intoArray(out, to);
    s01.intoArray(out, to + L);
    to += columns;
    s10.intoArray(out, to);
    s11.intoArray(out, to + L);
    to += columns;
    s20.intoArray(out, to);
    s21.intoArray(out, to + L);
    to += columns;
    s30.intoArray(out, to);
    s31.intoArray(out, to + L);
  }

  private static void line(
      float[] a, int first, int length, float[] b, int bAt, int columns, float[] out, int to) {
    FloatVector sum = FloatVector.zero(S);
    int w = bAt;
    for (int k = 0; k < length; k++) {
      sum = FloatVector.broadcast(S, a[first + k]).fma(FloatVector.fromArray(S, b, w), sum);
      w += columns;
    }
    sum.intoArray(out, to);
  }
}
