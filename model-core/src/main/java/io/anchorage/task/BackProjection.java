package io.anchorage.task;

/**
 * Filtered back-projection: an image from its sinogram without any fit. Each projection is filtered
 * by the ramp of G. N. Ramachandran and A. V. Lakshminarayanan (1971), {@code h(0) = 1/4}, {@code
 * h(n) = -1 / (pi n)^2} for odd n, else 0, and spread along its rays.
 */
final class BackProjection {
  private final Radon radon;

  BackProjection(Radon radon) {
    this.radon = radon;
  }

  /**
   * The image.
   *
   * @param samples [samples]
   * @return [grid points]
   */
  float[] of(float[] samples) {
    int width = radon.width();
    double[] sums = new double[radon.height() * width];
    for (int k = 0; k < radon.angles(); k++) {
      double[] filtered = filtered(samples, k * width);
      for (int p = 0; p < sums.length; p++) {
        double column = radon.column(k, p / width, p % width);
        int left = (int) Math.floor(column);
        if (left >= 0 && left + 1 < width) {
          double right = column - left;
          sums[p] += (1 - right) * filtered[left] + right * filtered[left + 1];
        }
      }
    }
    float[] out = new float[sums.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = (float) (sums[p] * Math.PI / radon.angles());
    }
    return out;
  }

  private double[] filtered(float[] samples, int at) {
    double[] out = new double[radon.width()];
    for (int j = 0; j < out.length; j++) {
      double sum = samples[at + j] / 4.0;
      for (int i = (j + 1) % 2; i < out.length; i += 2) {
        double distance = Math.PI * (i - j);
        sum -= samples[at + i] / (distance * distance);
      }
      out[j] = sum * radon.height();
    }
    return out;
  }
}
