package io.anchorage.kernel;

/**
 * How every kernel sums floats: over sixteen virtual lanes, then by one fixed tree.
 *
 * <p>Number n of a sequence goes to lane n mod 16; each lane is summed in the order of n, and the
 * lanes are then folded in halves. Hardware with shorter vectors holds the sixteen lanes in several
 * registers, so the order of the additions, and with it every bit of the sum, is the same
 * everywhere.
 */
public final class LaneTree {
  /** Virtual lanes; a multiple of the lanes of every supported hardware vector. */
  public static final int LANES = 16;

  private LaneTree() {}

  /**
   * Folds the sixteen partial sums {@code lanes[at .. at + 16)}: lane l takes lane l + 8, then l +
   * 4, l + 2, l + 1.
   */
  public static float sum(float[] lanes, int at) {
    float s0 = fourth(lanes, at);
    float s1 = fourth(lanes, at + 1);
    float s2 = fourth(lanes, at + 2);
    float s3 = fourth(lanes, at + 3);
    return (s0 + s2) + (s1 + s3);
  }

  /** The smallest multiple of sixteen that is at least {@code count}. */
  public static int padded(int count) {
    return Math.addExact(count, LANES - 1) & -LANES;
  }

  private static float fourth(float[] lanes, int at) {
    return (lanes[at] + lanes[at + 8]) + (lanes[at + 4] + lanes[at + 12]);
  }
}
