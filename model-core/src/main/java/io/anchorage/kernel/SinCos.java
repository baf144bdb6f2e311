package io.anchorage.kernel;

/**
 * Sine and cosine together, from one reduction and one sign: the only trigonometric functions that
 * kernels use, so that scalar and SIMD code give the same bits on every machine.
 *
 * <p>With q the integer nearest to x / pi and r = x - q pi in [-pi/2, pi/2]: sin x = (-1)^q sin r
 * and cos x = (-1)^q cos r. Both right-hand sides are polynomials in r^2, all operations are fused
 * multiply-adds in the order written here. The largest error for |x| <= 100 is 2e-7. Beyond |x| =
 * 2^22 pi the reduction no longer holds and the values mean nothing.
 */
public final class SinCos {
  /** 1.5 * 2^23: adding it to a float rounds that float to an integer, kept in its low bits. */
  public static final float ROUND = 12582912f;

  public static final float INVERSE_PI = (float) (1 / Math.PI);

  /** pi = -(MINUS_PI_1 + MINUS_PI_2 + MINUS_PI_3), in three parts of falling size. */
  public static final float MINUS_PI_1 = -3.140625f;

  public static final float MINUS_PI_2 = -9.675026e-4f;
  public static final float MINUS_PI_3 = -1.509958e-7f;

  /** sin r = r + r x (S3 + x (S5 + x (S7 + x (S9 + x S11)))), x = r^2. */
  public static final float S11 = -2.3889859e-08f;

  public static final float S9 = 2.7525562e-06f;
  public static final float S7 = -1.9840874e-04f;
  public static final float S5 = 8.333331e-03f;
  public static final float S3 = -1.6666667e-01f;

  /** cos r = 1 + x (C2 + x (C4 + x (C6 + x (C8 + x (C10 + x C12))))), x = r^2. */
  public static final float C12 = 2.0806e-9f;

  public static final float C10 = -2.7557314e-07f;
  public static final float C8 = 2.4801588e-05f;
  public static final float C6 = -1.3888889e-03f;
  public static final float C4 = 4.1666668e-02f;
  public static final float C2 = -0.5f;

  private SinCos() {}

  /**
   * Writes sin(x) to {@code sin[at]} and cos(x) to {@code cos[at]}.
   *
   * @param x radians, |x| < 2^22 pi
   */
  public static void into(float x, float[] sin, float[] cos, int at) {
    float shifted = Math.fma(x, INVERSE_PI, ROUND);
    int sign = Float.floatToRawIntBits(shifted) << 31;
    float q = shifted - ROUND;
    float r = Math.fma(q, MINUS_PI_1, x);
    r = Math.fma(q, MINUS_PI_2, r);
    r = Math.fma(q, MINUS_PI_3, r);
    float square = r * r;
    float s = Math.fma(square, S11, S9);
    s = Math.fma(s, square, S7);
    s = Math.fma(s, square, S5);
    s = Math.fma(s, square, S3);
    s = Math.fma(s * square, r, r);
    float c = Math.fma(square, C12, C10);
    c = Math.fma(c, square, C8);
    c = Math.fma(c, square, C6);
    c = Math.fma(c, square, C4);
    c = Math.fma(c, square, C2);
    c = Math.fma(c, square, 1f);
    sin[at] = Float.intBitsToFloat(Float.floatToRawIntBits(s) ^ sign);
    cos[at] = Float.intBitsToFloat(Float.floatToRawIntBits(c) ^ sign);
  }
}
