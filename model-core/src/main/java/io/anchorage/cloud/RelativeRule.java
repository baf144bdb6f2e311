package io.anchorage.cloud;

/**
 * How the {@link RelativeScale} of an image is determined.
 *
 * <p>In the published code (ARC, J. Luijmes, 2025) it is the mean and the deviation over all pixels
 * of the image; equations 3 and 7 of the thesis have latents and relative positions simply
 * concatenated, which a scale of one pixel and a distant limit do. A canvas of mostly background
 * stretches that scale: relative positions within an object are nearly zero, and how the field
 * represents an object depends on how much background there is. With a fixed scale a neighbourhood
 * looks the same wherever it lies and whatever surrounds it, and the limit bounds the coordinates
 * of distant background.
 *
 * @param scale pixels per unit; 0 for the mean and deviation of each image
 * @param limit largest absolute coordinate, in units of {@code scale}; unused if {@code scale} is 0
 */
public record RelativeRule(float scale, float limit) {
  /** The published rule. */
  public static final RelativeRule PER_IMAGE = new RelativeRule(0, Float.POSITIVE_INFINITY);

  public RelativeRule {
    if (!(scale >= 0) || Float.isInfinite(scale) || !(limit > 0)) {
      throw new IllegalArgumentException(
          "Relative positions need a finite scale of at least 0 and a positive limit: "
              + scale
              + ", "
              + limit);
    }
  }

  /** Whether all images have the same scale. */
  public boolean fixed() {
    return scale > 0;
  }

  /** The distance of the limit in whole pixels. */
  public int reach() {
    return (int) Math.min(Integer.MAX_VALUE, (double) scale * limit);
  }

  /**
   * The scale of one image.
   *
   * @param positions [anchors][2], row and column in pixels
   * @param nearest [height * width][count], anchor numbers
   */
  public RelativeScale of(float[] positions, int[] nearest, int width, int count) {
    return fixed()
        ? new RelativeScale(0, scale, limit)
        : RelativeScale.of(positions, nearest, width, count);
  }

  /** The scale of a field that is stored with this mean and deviation. */
  public RelativeScale stored(float mean, float std) {
    return fixed() ? new RelativeScale(mean, std, limit) : new RelativeScale(mean, std);
  }
}
