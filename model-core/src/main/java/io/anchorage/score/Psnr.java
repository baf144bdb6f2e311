package io.anchorage.score;

/**
 * Peak signal-to-noise ratio on the unit pixel scale: {@code 10 log10(1 / MSE)} with the mean
 * squared error over all samples of all channels.
 *
 * <p>Capped at {@link #MAX_DB}: JSON has no infinity, and an error below 1e-10 is float rounding.
 * So equal images have 100 dB.
 */
public final class Psnr {
  /** The largest value, in dB. */
  public static final double MAX_DB = 100;

  private Psnr() {}

  /**
   * The PSNR of a reconstruction.
   *
   * @param image samples on the unit scale, any order
   * @param reconstruction samples in the same order
   * @return decibels, at most {@link #MAX_DB}; negative if the error exceeds the peak; NaN if a
   *     sample is NaN
   */
  public static double of(float[] image, float[] reconstruction) {
    double mse = meanSquaredError(image, reconstruction);
    double decibels = -10 * StrictMath.log10(mse);
    return decibels > MAX_DB ? MAX_DB : decibels;
  }

  private static double meanSquaredError(float[] image, float[] reconstruction) {
    if (image.length == 0 || image.length != reconstruction.length) {
      throw new IllegalArgumentException(
          "PSNR needs two images of one size: %d and %d samples"
              .formatted(image.length, reconstruction.length));
    }
    double sum = 0;
    for (int i = 0; i < image.length; i++) {
      double error = (double) image[i] - reconstruction[i];
      sum += error * error;
    }
    return sum / image.length;
  }
}
