package io.anchorage.task;

/**
 * A prior on images with few edges: the mean, over points and channels, of the length of the
 * differences to the next row and the next column (L. I. Rudin, S. Osher, E. Fatemi, 1992, on the
 * grid), {@code sqrt(dr^2 + dc^2 + e^2) - e} with e = 1e-3, so that it has a gradient everywhere.
 * These are differences of neighbouring pixels of the rendered image, not derivatives of the field.
 *
 * @param height rows of a channel
 * @param width columns of a channel
 */
record TotalVariation(int height, int width) {
  private static final double EDGE = 1e-3;

  /**
   * Adds to a loss and its gradient.
   *
   * @param weight of the mean
   * @param values [channels][height * width], normalised
   * @param slope the same shape; the gradient is added
   * @return what is added to the loss
   */
  double add(double weight, float[] values, float[] slope) {
    double scale = weight / values.length;
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      int p = i % (height * width);
      boolean below = p + width < height * width;
      boolean beside = p % width < width - 1;
      double down = below ? (double) values[i + width] - values[i] : 0;
      double over = beside ? (double) values[i + 1] - values[i] : 0;
      double length = Math.sqrt(down * down + over * over + EDGE * EDGE);
      sum += length - EDGE;
      slope[i] -= (float) (scale * (down + over) / length);
      if (below) {
        slope[i + width] += (float) (scale * down / length);
      }
      if (beside) {
        slope[i + 1] += (float) (scale * over / length);
      }
    }
    return sum * scale;
  }
}
