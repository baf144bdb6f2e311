package io.anchorage.learn.cnn.paths;

import io.anchorage.score.Psnr;

/** PSNR of a feature map, with its largest value as peak: {@code 10 log10(peak^2 / MSE)}. */
public final class MapPsnr {
  private MapPsnr() {}

  /**
   * PSNR over a range of two arrays.
   *
   * @param truth the map
   * @param from first index
   * @param to last index, exclusive
   * @return dB, at most {@link Psnr#MAX_DB}; the peak is 1 if the map has no positive value
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
