package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.MatrixRows;

/**
 * The arithmetic of ARC, one hidden unit per lane. Each method is one stage; {@link ArcPass}
 * combines them. Row lengths are those of {@link ArcShape}, all multiples of sixteen where lanes
 * run along them.
 */
public interface ArcKernel {
  /**
   * {@code out[r][c] = sum_k a[r][k] b[k][c]}, by fused multiply-adds in the order of k, from zero.
   *
   * @param b [a.length()][columns]
   * @param columns a multiple of sixteen
   * @param out [a.rows()][columns], starting at {@code outAt}
   */
  default void product(MatrixRows a, float[] b, int columns, float[] out, int outAt) {
    product(a, b, 0, columns, out, outAt);
  }

  /**
   * The same product, with {@code b} at an offset.
   *
   * @param b [a.length()][columns], starting at {@code bAt}
   */
  void product(MatrixRows a, float[] b, int bAt, int columns, float[] out, int outAt);

  /**
   * The same product for rows at arbitrary positions: {@code out[r][c] = sum_k a[starts[r] + k]
   * b[k][c]} for {@code from <= r < to}.
   *
   * @param starts start of each row in {@code a}
   * @param to a multiple of four after {@code from}
   * @param length of a row
   * @param b [length][columns], starting at {@code bAt}
   * @param out [..][columns], starting at {@code outAt}; rows {@code from} to {@code to - 1} are
   *     written
   */
  void product(
      float[] a,
      int[] starts,
      int from,
      int to,
      int length,
      float[] b,
      int bAt,
      int columns,
      float[] out,
      int outAt);

  /**
   * Hidden units: {@code hidden[p] = relu(constants[p] + table_0 + table_1 + ...)}, added from left
   * to right.
   *
   * @param count points in this block
   * @param constants [count][hiddenRow], starting at {@code constantsAt}
   * @param tables rows of hidden units, starting at {@code tablesAt}
   * @param offsets [count][slots], starting at {@code offsetsAt}: start of each slot's row in the
   *     tables
   * @param hidden [count][hiddenRow], starting at {@code hiddenAt}
   */
  void hidden(
      ArcShape shape,
      int count,
      float[] constants,
      int constantsAt,
      float[] tables,
      int tablesAt,
      int[] offsets,
      int offsetsAt,
      float[] hidden,
      int hiddenAt);

  /**
   * Outputs before their bias, as sixteen partial sums each: lane l sums {@code hidden[p][h]
   * output[c][h]} over h = l, l + 16, ...
   *
   * @param output [channels][hiddenRow], starting at {@code outputAt}
   * @param lanes [count][channels][16], starting at {@code lanesAt}
   */
  void outputs(
      ArcShape shape,
      int count,
      float[] hidden,
      int hiddenAt,
      float[] output,
      int outputAt,
      float[] lanes,
      int lanesAt);

  /**
   * Gradients of the sums under the relu, overwriting the hidden units: {@code sum_c errors[p][c]
   * output[c]} where the hidden unit is positive, zero elsewhere.
   *
   * @param errors [count][channels]
   * @param output [channels][hiddenRow], starting at {@code outputAt}
   */
  void backward(
      ArcShape shape,
      int count,
      float[] errors,
      float[] output,
      int outputAt,
      float[] hidden,
      int hiddenAt);

  /**
   * Gradients of the tables: each row is the sum, from zero and in the order of {@code users}, of
   * the hidden gradients of the points that read it.
   *
   * @param starts [rows + 1], start of each row's users in {@code users}
   * @param users start of each user's hidden gradient in {@code gradients}
   * @param gradients rows of hidden units, starting at {@code gradientsAt}
   * @param tables [rows][hiddenRow], starting at {@code tablesAt}, overwritten
   */
  void gather(
      ArcShape shape,
      int rows,
      int[] starts,
      int[] users,
      float[] gradients,
      int gradientsAt,
      float[] tables,
      int tablesAt);

  /**
   * {@code to[toAt + places[r] + i] += from[fromAt + r * length + i]}, row by row.
   *
   * @param length of a row, a multiple of sixteen
   */
  void addRows(int rows, int length, float[] from, int fromAt, int[] places, float[] to, int toAt);
}
