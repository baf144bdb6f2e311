package io.anchorage.learn.cnn.paths;

import io.anchorage.score.Psnr;

/** PSNR of a feature map, whose peak is its largest value: {@code 10 log10(peak^2 / MSE)}. */
public final class MapPsnr {
  private MapPsnr() {}

  /**
   * Of a part of two arrays.
   *
   * @param truth the map
   * @param from the first number
   * @param to behind the last number
   * @return dB, at most {@link Psnr#MAX_DB}; of a map without a positive value against a peak of 1
   */
  public static double of(float[] truth, float[] reconstruction, int from, int to) {
    double peak = 0;
    double sum = 0;
    for (int k = from; k < to; k++) {
      double error = (double) truth[k] - reconstruction[k];
      sum += error * error;
      peak = Math.max(peak, truth[k]);
    }
    double scale = peak > 0 ? peak * peak : 1;
    double decibels = -10 * StrictMath.log10(sum / (to - from) / scale);
    return Math.min(Psnr.MAX_DB, decibels);
  }
}
