package io.anchorage.cloud;

/**
 * How the positions of anchors relative to pixels are standardised: {@code (anchor - pixel - mean)
 * / std}, one mean and one deviation for all numbers of an image. Stored with the field, so that it
 * can be evaluated between the pixels.
 *
 * @param mean in pixels
 * @param std in pixels, positive
 */
public record RelativeScale(float mean, float std) {
  public RelativeScale {
    if (!Float.isFinite(mean) || !(std > 0) || Float.isInfinite(std)) {
      throw new IllegalArgumentException(
          "Relative positions need a finite mean and a positive, finite std: " + mean + ", " + std);
    }
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

  /** A relative coordinate, standardised. */
  public float standardise(float anchor, float point) {
    return (anchor - point - mean) / std;
  }
}
