package io.anchorage.kernel.vector;

import io.anchorage.kernel.MatrixRows;

/**
 * Matrix products {@code A B}, cut into {@link ProductTiles}: eight rows by two vectors of columns
 * where there are 32 registers and enough rows, four by three where the columns allow it, otherwise
 * four by two.
 */
public final class VectorProduct {
  private static final int L = Lanes.LENGTH;

  /** Rows processed against the same columns, so that their results stay in the cache. */
  private static final int ROWS = 40;

  private VectorProduct() {}

  /**
   * {@code out = A B}.
   *
   * @param a [rows, length]
   * @param b [length, columns], starting at {@code bAt}
   * @param columns a multiple of the lanes
   * @param out [rows, columns], starting at {@code outAt}
   */
  public static void into(MatrixRows a, float[] b, int bAt, int columns, float[] out, int outAt) {
    float[] data = a.data();
    int stride = a.stride();
    int length = a.length();
    int fours = a.rows() & -4;
    int pairs = columns / (2 * L) * 2 * L;
    for (int block = 0; block < fours; block += ROWS) {
      int end = Math.min(block + ROWS, fours);
      int eights = L == 16 ? block + ((end - block) & -8) : block;
      for (int c = 0; c < pairs; c += 2 * L) {
        for (int r = block; r < eights; r += 8) {
          eight(
              data,
              a.at() + r * stride,
              stride,
              length,
              b,
              bAt + c,
              columns,
              out,
              outAt + r * columns + c);
        }
        for (int r = eights; r < end; r += 4) {
          int at = a.at() + r * stride;
          int to = outAt + r * columns + c;
          int at1 = at + stride;
          int at2 = at1 + stride;
          ProductTiles.tile(data, at, at1, at2, at2 + stride, length, b, bAt + c, columns, out, to);
        }
      }
    }
    for (int r = 0; r < a.rows(); r++) {
      int at = a.at() + r * stride;
      for (int c = r < fours ? pairs : 0; c < columns; c += L) {
        ProductTiles.line(data, at, length, b, bAt + c, columns, out, outAt + r * columns + c);
      }
    }
  }

  /**
   * Rows {@code from} to {@code to - 1} of {@code out = A B}, for rows of A at arbitrary positions.
   *
   * @param starts start of each row of A in {@code a}
   * @param to a multiple of four after {@code from}
   * @param length of a row of A
   * @param b [length, columns], starting at {@code bAt}
   * @param columns a multiple of the lanes
   * @param out [rows, columns], starting at {@code outAt}
   */
  public static void into(
      float[] a,
      int[] starts,
      int from,
      int to,
      int length,
      float[] b,
      int bAt,
      int columns,
      float[] out,
      int outAt) {
    int triples = columns % (3 * L) == 0 ? columns : 0;
    for (int block = from; block < to; block += ROWS) {
      int end = Math.min(block + ROWS, to);
      for (int c = 0; c < triples; c += 3 * L) {
        for (int r = block; r < end; r += 4) {
          int a0 = starts[r];
          int a1 = starts[r + 1];
          int a2 = starts[r + 2];
          int a3 = starts[r + 3];
          ProductTiles.wide(
              a, a0, a1, a2, a3, length, b, bAt + c, columns, out, outAt + r * columns + c);
        }
      }
    }
    if (triples < columns) {
      pairs(a, starts, from, to, length, b, bAt, columns, out, outAt);
    }
  }

  private static void eight(
      float[] a,
      int at,
      int stride,
      int length,
      float[] b,
      int bAt,
      int columns,
      float[] out,
      int outAt) {
    int a1 = at + stride;
    int a2 = a1 + stride;
    int a3 = a2 + stride;
    int a4 = a3 + stride;
    int a5 = a4 + stride;
    int a6 = a5 + stride;
    int a7 = a6 + stride;
    ProductTiles.tall(a, at, a1, a2, a3, a4, a5, a6, a7, length, b, bAt, columns, out, outAt);
  }

  private static void pairs(
      float[] a,
      int[] starts,
      int from,
      int to,
      int length,
      float[] b,
      int bAt,
      int columns,
      float[] out,
      int outAt) {
    int pairs = columns / (2 * L) * 2 * L;
    for (int block = from; block < to; block += ROWS) {
      int end = Math.min(block + ROWS, to);
      for (int c = 0; c < pairs; c += 2 * L) {
        for (int r = block; r < end; r += 4) {
          int a0 = starts[r];
          int a1 = starts[r + 1];
          int a2 = starts[r + 2];
          int a3 = starts[r + 3];
          ProductTiles.tile(
              a, a0, a1, a2, a3, length, b, bAt + c, columns, out, outAt + r * columns + c);
        }
      }
      if (pairs < columns) {
        for (int r = block; r < end; r += 4) {
          int a0 = starts[r];
          int a1 = starts[r + 1];
          int a2 = starts[r + 2];
          int a3 = starts[r + 3];
          ProductTiles.column(
              a, a0, a1, a2, a3, length, b, bAt + pairs, columns, out, outAt + r * columns + pairs);
        }
      }
    }
  }
}
