package io.anchorage.kernel;

/**
 * Powers of two, the only exponential function that kernels use, so that scalar and SIMD code give
 * the same bits on every machine.
 *
 * <p>With q the integer nearest to x and r = x - q in [-1/2, 1/2], 2^x = 2^q 2^r: the first factor
 * is put together from its bits, the second is a minimax polynomial, all fused multiply-adds. The
 * largest relative error is below 2e-7. Exponents below {@link #LEAST} are taken for it, so the
 * smallest value is 1.2e-38 instead of 0.
 */
public final class Exp2 {
  /** The least exponent. */
  public static final float LEAST = -126f;

  /** The greatest exponent. */
  public static final float MOST = 126f;

  /** 1.5 * 2^23: adding it to a float rounds that float to an integer, kept in its low bits. */
  public static final float ROUND = 12582912f;

  /** Where a float's exponent begins. */
  public static final int MANTISSA = 23;

  /** The bits of 1f. */
  public static final int ONE = 0x3f800000;

  /** 2^r = ((1 + r E1) + r^2 (E2 + r E3)) + r^4 ((E4 + r E5) + r^2 E6). */
  public static final float E6 = 1.5345821e-4f;

  public static final float E5 = 1.3399934e-3f;
  public static final float E4 = 9.618489e-3f;
  public static final float E3 = 5.5503286e-2f;
  public static final float E2 = 0.24022646f;
  public static final float E1 = 0.6931472f;

  private Exp2() {}

  /** 2^x; exponents above {@link #MOST} are taken for it. */
  public static float bounded(float x) {
    return of(Math.min(x, MOST));
  }

  /** 2^x for x &lt;= {@link #MOST}. */
  public static float of(float x) {
    float bounded = Math.max(x, LEAST);
    float shifted = bounded + ROUND;
    float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << MANTISSA) + ONE);
    float r = bounded - (shifted - ROUND);
    float square = r * r;
    float low = Math.fma(square, Math.fma(r, E3, E2), Math.fma(r, E1, 1f));
    float high = Math.fma(square, E6, Math.fma(r, E5, E4));
    return Math.fma(square * square, high, low) * power;
  }
}
