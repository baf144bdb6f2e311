package io.anchorage.score;

import java.util.Arrays;

/**
 * Structural similarity on the unit pixel scale: Z. Wang, A. C. Bovik, H. R. Sheikh, E. P.
 * Simoncelli, Image Quality Assessment: From Error Visibility to Structural Similarity (IEEE
 * Transactions on Image Processing, 2004), equation 13:
 *
 * <pre>
 *   SSIM = (2 mu_x mu_y + C1) (2 sigma_xy + C2) / ((mu_x^2 + mu_y^2 + C1) (sigma_x^2 + sigma_y^2 + C2))
 * </pre>
 *
 * <p>with a circular Gaussian window of 11x11 and deviation 1.5 whose weights add up to 1, C1 =
 * 0.01^2, C2 = 0.03^2 (peak 1), averaged over all windows that lie inside the image and over the
 * channels.
 *
 * <p>If a side has fewer than 11 pixels, the window is the largest odd square that fits, with the
 * same deviation.
 */
public final class Ssim {
  private static final int WINDOW = 11;
  private static final double DEVIATION = 1.5;
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;

  /** x, y, x^2, y^2, x y. */
  private static final int MOMENTS = 5;

  private static final double[][] WEIGHTS = new double[WINDOW + 1][];

  static {
    for (int size = 1; size <= WINDOW; size += 2) {
      WEIGHTS[size] = gaussian(size);
    }
  }

  private final int width;
  private final int outWidth;
  private final double[] weights;
  private final double[][] row;
  private final double[][][] filteredRows;
  private final double[][] local;

  private Ssim(int height, int width) {
    int side = Math.min(WINDOW, Math.min(height, width));
    int size = side % 2 == 0 ? side - 1 : side;
    this.width = width;
    this.outWidth = width - size + 1;
    this.weights = WEIGHTS[size];
    this.row = new double[MOMENTS][width];
    this.filteredRows = new double[size][MOMENTS][outWidth];
    this.local = new double[MOMENTS][outWidth];
  }

  /**
   * The mean SSIM of a reconstruction.
   *
   * @param image [channels][height * width] on the unit scale
   * @param reconstruction the same shape
   * @return in [-1, 1], 1 for equal images
   */
  public static double of(
      float[] image, float[] reconstruction, int channels, int height, int width) {
    if (channels < 1
        || height < 1
        || width < 1
        || image.length != (long) channels * height * width
        || reconstruction.length != image.length) {
      throw new IllegalArgumentException(
          "SSIM needs two images of %d channels of %dx%d: %d and %d samples"
              .formatted(channels, width, height, image.length, reconstruction.length));
    }
    Ssim ssim = new Ssim(height, width);
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += ssim.channel(image, reconstruction, c * height * width, height);
    }
    return sum / channels;
  }

  /**
   * The window is separable, so each row is filtered once and kept for as many rows as the window
   * has.
   */
  private double channel(float[] x, float[] y, int from, int height) {
    int size = weights.length;
    double sum = 0;
    for (int r = 0; r < height; r++) {
      loadRow(x, y, from + r * width);
      filterRow(filteredRows[r % size]);
      if (r >= size - 1) {
        filterColumns(r + 1);
        sum += sumOfRow();
      }
    }
    return sum / ((double) (height - size + 1) * outWidth);
  }

  private void loadRow(float[] x, float[] y, int from) {
    for (int i = 0; i < width; i++) {
      double a = x[from + i];
      double b = y[from + i];
      row[0][i] = a;
      row[1][i] = b;
      row[2][i] = a * a;
      row[3][i] = b * b;
      row[4][i] = a * b;
    }
  }

  private void filterRow(double[][] out) {
    for (int m = 0; m < MOMENTS; m++) {
      double[] in = row[m];
      double[] to = out[m];
      double first = weights[0];
      for (int i = 0; i < outWidth; i++) {
        to[i] = first * in[i];
      }
      for (int k = 1; k < weights.length; k++) {
        double w = weights[k];
        for (int i = 0; i < outWidth; i++) {
          to[i] += w * in[i + k];
        }
      }
    }
  }

  /**
   * Filters the columns of the rows kept, of which row {@code oldest} modulo size is the top one of
   * the window.
   */
  private void filterColumns(int oldest) {
    int size = weights.length;
    for (int m = 0; m < MOMENTS; m++) {
      double[] to = local[m];
      Arrays.fill(to, 0);
      for (int k = 0; k < size; k++) {
        double w = weights[k];
        double[] in = filteredRows[(oldest + k) % size][m];
        for (int i = 0; i < outWidth; i++) {
          to[i] += w * in[i];
        }
      }
    }
  }

  private double sumOfRow() {
    double sum = 0;
    for (int i = 0; i < outWidth; i++) {
      double meanX = local[0][i];
      double meanY = local[1][i];
      double varianceX = local[2][i] - meanX * meanX;
      double varianceY = local[3][i] - meanY * meanY;
      double covariance = local[4][i] - meanX * meanY;
      double similar = (2 * meanX * meanY + C1) * (2 * covariance + C2);
      double energy = (meanX * meanX + meanY * meanY + C1) * (varianceX + varianceY + C2);
      sum += similar / energy;
    }
    return sum;
  }

  private static double[] gaussian(int size) {
    double[] weights = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double distance = i - size / 2;
      weights[i] = StrictMath.exp(-distance * distance / (2 * DEVIATION * DEVIATION));
      sum += weights[i];
    }
    for (int i = 0; i < size; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
