package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.MatrixRows;

/**
 * The arithmetic of ARC, lane = hidden unit. Each method is one stage; {@link ArcPass} strings them
 * together. Row lengths are those of {@link ArcShape}, all multiples of sixteen where lanes run
 * along them.
 */
public interface ArcKernel {
  /**
   * {@code out[r][c] = sum_k a[r][k] b[k][c]}, fused multiply-adds in the order of k, from zero.
   *
   * @param b [a.length()][columns]
   * @param columns a multiple of sixteen
   * @param out [a.rows()][columns], from {@code outAt}
   */
  default void product(MatrixRows a, float[] b, int columns, float[] out, int outAt) {
    product(a, b, 0, columns, out, outAt);
  }

  /**
   * As the other one.
   *
   * @param b [a.length()][columns], from {@code bAt}
   */
  void product(MatrixRows a, float[] b, int bAt, int columns, float[] out, int outAt);

  /**
   * The same product for rows that lie anywhere: {@code out[r][c] = sum_k a[starts[r] + k] b[k][c]}
   * for {@code from <= r < to}.
   *
   * @param starts where the rows begin in {@code a}
   * @param to a multiple of four from {@code from}
   * @param length of a row
   * @param b [length][columns], from {@code bAt}
   * @param out [..][columns], from {@code outAt}; rows {@code from} to {@code to - 1} are written
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
   * @param count points of this block
   * @param constants [count][hiddenRow], from {@code constantsAt}
   * @param tables rows of hidden units, from {@code tablesAt}
   * @param offsets [count][slots], from {@code offsetsAt}: where each slot's row begins in the
   *     tables
   * @param hidden [count][hiddenRow], from {@code hiddenAt}
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
   * @param output [channels][hiddenRow], from {@code outputAt}
   * @param lanes [count][channels][16], from {@code lanesAt}
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
   * Gradients of the sums under the relu, in place of the hidden units: {@code sum_c errors[p][c]
   * output[c]} where the hidden unit is positive, else zero.
   *
   * @param errors [count][channels]
   * @param output [channels][hiddenRow], from {@code outputAt}
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
   * @param starts [rows + 1]: where each row's users begin in {@code users}
   * @param users where each user's hidden gradient begins in the gradients
   * @param gradients rows of hidden units, from {@code gradientsAt}
   * @param tables [rows][hiddenRow], from {@code tablesAt}, overwritten
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
