package io.anchorage.cloud;

/**
 * How the positions of anchors relative to pixels are standardised: {@code (anchor - pixel - mean)
 * / std}, with one mean and one deviation for both axes and all pixels of an image, and clamped to
 * plus and minus a limit. Mean and deviation are stored with the field, so that it can be evaluated
 * between pixels; {@link RelativeRule} determines them.
 *
 * @param mean in pixels
 * @param std in pixels, positive
 * @param limit largest absolute standardised coordinate, positive; infinite in the published method
 */
public record RelativeScale(float mean, float std, float limit) {
  public RelativeScale {
    if (!Float.isFinite(mean) || !(std > 0) || Float.isInfinite(std)) {
      throw new IllegalArgumentException(
          "Relative positions need a finite mean and a positive, finite std: " + mean + ", " + std);
    }
    if (!(limit > 0)) {
      throw new IllegalArgumentException("Relative positions need a positive limit: " + limit);
    }
  }

  /** Without a limit, as in the published method. */
  public RelativeScale(float mean, float std) {
    this(mean, std, Float.POSITIVE_INFINITY);
  }

  /**
   * The mean and the unbiased standard deviation over all pixels, their neighbours, and both axes;
   * summed in double precision, pixel by pixel. If all numbers are equal the deviation is 1.
   *
   * @param positions [anchors][2], row and column in pixels
   * @param nearest [height * width][count], anchor numbers
   */
  public static RelativeScale of(float[] positions, int[] nearest, int width, int count) {
    long numbers = 2L * nearest.length;
    double sum = 0;
    for (int i = 0; i < nearest.length; i++) {
      int row = i / count / width;
      int column = i / count % width;
      sum += positions[2 * nearest[i]] - row;
      sum += positions[2 * nearest[i] + 1] - column;
    }
    double mean = sum / numbers;
    double squares = 0;
    for (int i = 0; i < nearest.length; i++) {
      int row = i / count / width;
      int column = i / count % width;
      double down = positions[2 * nearest[i]] - row - mean;
      double right = positions[2 * nearest[i] + 1] - column - mean;
      squares += down * down;
      squares += right * right;
    }
    float std = (float) Math.sqrt(squares / (numbers - 1));
    return new RelativeScale((float) mean, std > 0 ? std : 1f);
  }

  /** A relative coordinate, standardised and clamped. */
  public float standardise(float anchor, float point) {
    return Math.max(-limit, Math.min(limit, (anchor - point - mean) / std));
  }
}
