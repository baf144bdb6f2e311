package io.anchorage.kernel;

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
  void product(MatrixRows a, float[] b, int columns, float[] out, int outAt);

  /**
   * Hidden units: {@code hidden[p] = relu(constants[p] + table_0 + table_1 + ...)}, added from left
   * to right.
   *
   * @param count points of this block
   * @param constants [count][hiddenRow], from {@code constantsAt}
   * @param tables rows of hidden units
   * @param offsets [count][slots], from {@code offsetsAt}: where each slot's row begins in {@code
   *     tables}
   * @param hidden [count][hiddenRow]
   */
  void hidden(
      ArcShape shape,
      int count,
      float[] constants,
      int constantsAt,
      float[] tables,
      int[] offsets,
      int offsetsAt,
      float[] hidden);

  /**
   * Outputs before their bias, as sixteen partial sums each: lane l sums {@code hidden[p][h]
   * output[c][h]} over h = l, l + 16, ...
   *
   * @param lanes [count][channels][16]
   */
  void outputs(ArcShape shape, int count, float[] hidden, float[] output, float[] lanes);

  /**
   * Gradients of the sums under the relu, in place of the hidden units: {@code sum_c errors[p][c]
   * output[c]} where the hidden unit is positive, else zero.
   *
   * @param errors [count][channels]
   */
  void backward(ArcShape shape, int count, float[] errors, float[] output, float[] hidden);

  /**
   * Adds each point's hidden gradient to the rows that its hidden units came from, point by point,
   * slot by slot.
   */
  void scatter(
      ArcShape shape, int count, float[] gradients, float[] tables, int[] offsets, int offsetsAt);
}
