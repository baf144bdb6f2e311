package io.anchorage.family.arc.kernel;

/**
 * The arithmetic of {@link ArcJacobian}, one dimension of a latent per lane. A point's row of the
 * Jacobian has one part for each slot, {@code row = slots * latentRow} floats in all, and a point
 * has a row for each channel.
 */
public interface JacobianKernel {
  /**
   * Follows the hidden units that were switched on or off: {@code rows[p][c] += units[c][h]} for
   * each unit h that is positive now and was not, {@code -=} for each that was and is not, in the
   * order of h.
   *
   * @param before [count][hiddenRow] hidden units, starting at {@code beforeAt}
   * @param now [count][hiddenRow] hidden units, starting at {@code nowAt}
   * @param units [channels][hidden][row], starting at {@code unitsAt}
   * @param rows [count][channels][row], starting at {@code rowsAt}
   */
  void follow(
      ArcShape shape,
      int count,
      float[] before,
      int beforeAt,
      float[] now,
      int nowAt,
      float[] units,
      int unitsAt,
      float[] rows,
      int rowsAt);

  /**
   * Changes of the values along a direction, as sixteen partial sums each: lane l sums {@code
   * rows[p][c][j][z] direction[from[p][j] + z]} over z = l, l + 16, ... in each slot j, and the
   * slots' sums in the order of j.
   *
   * @param rows [count][channels][row], starting at {@code rowsAt}
   * @param from [count][slots], starting at {@code fromAt}: where each slot's latent begins in the
   *     direction
   * @param lanes [count][channels][16], overwritten
   */
  void along(
      ArcShape shape,
      int count,
      float[] rows,
      int rowsAt,
      float[] direction,
      int[] from,
      int fromAt,
      float[] lanes);

  /**
   * {@code out[to[p][j] + z] += values[p][c] rows[p][c][j][z]}, in the order of p, c, j.
   *
   * @param rows [count][channels][row], starting at {@code rowsAt}
   * @param values [count][channels], starting at {@code valuesAt}
   * @param to [count][slots], starting at {@code toAt}: where each slot's latent begins in {@code
   *     out}
   */
  void back(
      ArcShape shape,
      int count,
      float[] rows,
      int rowsAt,
      float[] values,
      int valuesAt,
      int[] to,
      int toAt,
      float[] out);

  /**
   * {@code out[to[p][j] + z] += rows[p][c][j][z]^2}, in the order of p, c, j.
   *
   * @param rows [count][channels][row], starting at {@code rowsAt}
   * @param to [count][slots], starting at {@code toAt}: where each slot's latent begins in {@code
   *     out}
   */
  void squares(
      ArcShape shape, int count, float[] rows, int rowsAt, int[] to, int toAt, float[] out);

  /**
   * {@code sum a[i] b[i]}, lane by lane, lanes by the fixed tree.
   *
   * @param a its length is a multiple of sixteen
   */
  float dot(float[] a, float[] b);
}
