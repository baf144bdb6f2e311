package io.anchorage.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a matrix product: some rows of A times some vectors of columns of B, with all sums held
 * in registers. Whatever the tile, each sum runs in the order of k, so results do not depend on the
 * tiling.
 *
 * <p>{@code a0}, {@code a1}, ... are the starts of rows of A; {@code bAt} and {@code outAt} are the
 * starts of the tile's columns in B and in the first row of the result.
 */
final class ProductTiles {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private ProductTiles() {}

  /** Four rows by one vector: the last one, where the columns are an odd number of vectors. */
  static void column(
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

  /** Four rows by two vectors. */
  static void tile(
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

  /** Four rows by three vectors. */
  static void wide(
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
    FloatVector s02 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s22 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    FloatVector s32 = s00;
    int w = bAt;
    for (int k = 0; k < length; k++) {
      FloatVector w0 = FloatVector.fromArray(S, b, w);
      FloatVector w1 = FloatVector.fromArray(S, b, w + L);
      FloatVector w2 = FloatVector.fromArray(S, b, w + 2 * L);
      FloatVector x = FloatVector.broadcast(S, a[a0 + k]);
      s00 = x.fma(w0, s00);
      s01 = x.fma(w1, s01);
      s02 = x.fma(w2, s02);
      x = FloatVector.broadcast(S, a[a1 + k]);
      s10 = x.fma(w0, s10);
      s11 = x.fma(w1, s11);
      s12 = x.fma(w2, s12);
      x = FloatVector.broadcast(S, a[a2 + k]);
      s20 = x.fma(w0, s20);
      s21 = x.fma(w1, s21);
      s22 = x.fma(w2, s22);
      x = FloatVector.broadcast(S, a[a3 + k]);
      s30 = x.fma(w0, s30);
      s31 = x.fma(w1, s31);
      s32 = x.fma(w2, s32);
      w += columns;
    }
    int to = outAt;
    s00.intoArray(out, to);
    s01.intoArray(out, to + L);
    s02.intoArray(out, to + 2 * L);
    to += columns;
    s10.intoArray(out, to);
    s11.intoArray(out, to + L);
    s12.intoArray(out, to + 2 * L);
    to += columns;
    s20.intoArray(out, to);
    s21.intoArray(out, to + L);
    s22.intoArray(out, to + 2 * L);
    to += columns;
    s30.intoArray(out, to);
    s31.intoArray(out, to + L);
    s32.intoArray(out, to + 2 * L);
  }

  /** Eight rows by two vectors. */
  static void tall(
      float[] a,
      int a0,
      int a1,
      int a2,
      int a3,
      int a4,
      int a5,
      int a6,
      int a7,
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
    FloatVector s40 = s00;
    FloatVector s41 = s00;
    FloatVector s50 = s00;
    FloatVector s51 = s00;
    FloatVector s60 = s00;
    FloatVector s61 = s00;
    FloatVector s70 = s00;
    FloatVector s71 = s00;
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
      x = FloatVector.broadcast(S, a[a4 + k]);
      s40 = x.fma(w0, s40);
      s41 = x.fma(w1, s41);
      x = FloatVector.broadcast(S, a[a5 + k]);
      s50 = x.fma(w0, s50);
      s51 = x.fma(w1, s51);
      x = FloatVector.broadcast(S, a[a6 + k]);
      s60 = x.fma(w0, s60);
      s61 = x.fma(w1, s61);
      x = FloatVector.broadcast(S, a[a7 + k]);
      s70 = x.fma(w0, s70);
      s71 = x.fma(w1, s71);
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
    to += columns;
    s40.intoArray(out, to);
    s41.intoArray(out, to + L);
    to += columns;
    s50.intoArray(out, to);
    s51.intoArray(out, to + L);
    to += columns;
    s60.intoArray(out, to);
    s61.intoArray(out, to + L);
    to += columns;
    s70.intoArray(out, to);
    s71.intoArray(out, to + L);
  }

  /** One row by one vector. */
  static void line(
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
