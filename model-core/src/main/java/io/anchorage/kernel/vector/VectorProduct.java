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

  static void into(MatrixRows a, float[] b, int bAt, int columns, float[] out, int outAt) {
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
          int to = outAt + r * columns + c;
          int at1 = at + stride;
          int at2 = at1 + stride;
          tile(data, at, at1, at2, at2 + stride, length, b, bAt + c, columns, out, to);
        }
      }
    }
    for (int r = 0; r < a.rows(); r++) {
      int at = a.at() + r * stride;
      for (int c = r < fours ? pairs : 0; c < columns; c += L) {
        line(data, at, length, b, bAt + c, columns, out, outAt + r * columns + c);
      }
    }
  }

  static void into(
      float[] a,
      int[] starts,
      int from,
      int to,
      int length,
      float[] b,
      int bAt,
      int columns,
      float[] out) {
    int pairs = columns / (2 * L) * 2 * L;
    for (int block = from; block < to; block += ROWS) {
      int end = Math.min(block + ROWS, to);
      for (int c = 0; c < pairs; c += 2 * L) {
        for (int r = block; r < end; r += 4) {
          int a0 = starts[r];
          int a1 = starts[r + 1];
          int a2 = starts[r + 2];
          int a3 = starts[r + 3];
          tile(a, a0, a1, a2, a3, length, b, bAt + c, columns, out, r * columns + c);
        }
      }
      if (pairs < columns) {
        for (int r = block; r < end; r += 4) {
          int a0 = starts[r];
          int a1 = starts[r + 1];
          int a2 = starts[r + 2];
          int a3 = starts[r + 3];
          column(a, a0, a1, a2, a3, length, b, bAt + pairs, columns, out, r * columns + pairs);
        }
      }
    }
  }

  /** The last vector of four rows, where the columns are an odd number of vectors. */
  private static void column(
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      int length,
      float[] b,
      int bAt,
      int columns,
      float[] out,
      int outAt) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int w = bAt;
    for (int k = 0; k < length; k++) {
      FloatVector w0 = FloatVector.fromArray(S, b, w);
      s0 = FloatVector.broadcast(S, a[a0 + k]).fma(w0, s0);
      s1 = FloatVector.broadcast(S, a[a1 + k]).fma(w0, s1);
      s2 = FloatVector.broadcast(S, a[a2 + k]).fma(w0, s2);
      s3 = FloatVector.broadcast(S, a[a3 + k]).fma(w0, s3);
      w += columns;
    }
    s0.intoArray(out, outAt);
    s1.intoArray(out, outAt + columns);
    s2.intoArray(out, outAt + 2 * columns);
    s3.intoArray(out, outAt + 3 * columns);
  }

  private static void tile(
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
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
