package io.anchorage.kernel;

/**
 * Sine and cosine of pi x together, from one reduction and one sign: the only trigonometric
 * functions that kernels use, so that scalar and SIMD code give the same bits on every machine.
 *
 * <p>With q the integer nearest to x and r = x - q in [-1/2, 1/2]: sin pi x = (-1)^q sin pi r and
 * cos pi x = (-1)^q cos pi r. Since x is in half turns, the reduction is exact: the factor pi
 * belongs to the layer before. Both right-hand sides are minimax polynomials in r^2, and all
 * operations are fused multiply-adds in the order written here. The largest error is 1.6e-7 for |x|
 * <= 2^22; beyond that, q is no longer exact and the values are meaningless.
 */
public final class SinCosPi {
  /** 1.5 * 2^23: adding it to a float rounds that float to an integer, kept in its low bits. */
  public static final float ROUND = 12582912f;

  /** sin pi r = r ((S1 + x S3) + x^2 ((S5 + x S7) + x^2 S9)), x = r^2. */
  public static final float S9 = 0.07643315f;

  public static final float S7 = -0.59762526f;
  public static final float S5 = 2.5499578f;
  public static final float S3 = -5.167702f;
  public static final float S1 = 3.1415925f;

  /** cos pi r = (1 + x C2) + x^2 ((C4 + x C6) + x^2 C8), x = r^2. */
  public static final float C8 = 0.22000568f;

  public static final float C6 = -1.3320621f;
  public static final float C4 = 4.0584474f;
  public static final float C2 = -4.9347954f;

  private SinCosPi() {}

  /**
   * Writes sin(pi x) to {@code sin[at]} and cos(pi x) to {@code cos[at]}.
   *
   * @param x half turns, |x| <= 2^22
   */
  public static void into(float x, float[] sin, float[] cos, int at) {
    float shifted = x + ROUND;
    int sign = Float.floatToRawIntBits(shifted) << 31;
    float r = x - (shifted - ROUND);
    float square = r * r;
    float fourth = square * square;
    float s = Math.fma(fourth, S9, Math.fma(square, S7, S5));
    float c = Math.fma(fourth, C8, Math.fma(square, C6, C4));
    s = Math.fma(fourth, s, Math.fma(square, S3, S1));
    c = Math.fma(fourth, c, Math.fma(square, C2, 1f));
    sin[at] = Float.intBitsToFloat(Float.floatToRawIntBits(s * r) ^ sign);
    cos[at] = Float.intBitsToFloat(Float.floatToRawIntBits(c) ^ sign);
  }
}
