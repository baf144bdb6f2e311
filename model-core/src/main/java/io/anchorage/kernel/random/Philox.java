package io.anchorage.kernel.random;

/**
 * Philox4x32-10, a counter-based random number generator: the n-th number is a function of the key
 * and n alone, so numbers do not depend on when or where they are drawn.
 *
 * <p>J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw: Parallel Random Numbers: As Easy as 1, 2,
 * 3 (SC 2011).
 */
public final class Philox {
  private static final int ROUNDS = 10;
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private final int key0;
  private final int key1;

  public Philox(long key) {
    this.key0 = (int) key;
    this.key1 = (int) (key >>> 32);
  }

  /** Writes the four 32-bit words of block {@code counter} to {@code out[0..3]}. */
  public void block(long counter, int[] out) {
    block((int) counter, (int) (counter >>> 32), 0, 0, out);
  }

  void block(int counter0, int counter1, int counter2, int counter3, int[] out) {
    int c0 = counter0;
    int c1 = counter1;
    int c2 = counter2;
    int c3 = counter3;
    int k0 = key0;
    int k1 = key1;
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (c0 & 0xFFFFFFFFL);
      long product1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (c2 & 0xFFFFFFFFL);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }

  /** The {@code index}-th 32-bit word of this key's sequence. */
  public int word(long index) {
    int[] out = new int[4];
    block(index >>> 2, out);
    return out[(int) (index & 3)];
  }

  /** The {@code index}-th number, uniform on the multiples of 2^-24 in [0, 1). */
  public float uniform(long index) {
    return (word(index) >>> 8) * 0x1p-24f;
  }

  /**
   * Fills {@code out[from..to)} with the numbers {@code uniform(0), uniform(1), ...} mapped to
   * [low, high).
   */
  public void fillUniform(float[] out, int from, int to, float low, float high) {
    fillUniform(out, from, to, low, high, 0);
  }

  /** The same with the numbers {@code uniform(first), uniform(first + 1), ...}. */
  public void fillUniform(float[] out, int from, int to, float low, float high, long first) {
    int[] words = new int[4];
    float span = high - low;
    for (int i = from; i < to; i++) {
      long index = first + i - from;
      if (i == from || (index & 3) == 0) {
        block(index >>> 2, words);
      }
      out[i] = low + span * ((words[(int) (index & 3)] >>> 8) * 0x1p-24f);
    }
  }

  /** An integer in [0, bound), from the {@code index}-th word; its bias is below bound / 2^32. */
  public int below(long index, int bound) {
    return (int) (((word(index) & 0xFFFFFFFFL) * bound) >>> 32);
  }
}
