package io.anchorage.cloud;

import java.util.Arrays;
import java.util.Optional;

/**
 * Points of the plane with a feature vector each, in an image: for an ARC its anchors and their
 * latents.
 *
 * <p>Not a record, because its arrays are large, shared and never compared.
 */
public final class PointCloud implements FieldView {
  /** Clouds, as the kind of view that they are. */
  public static final ViewKind<PointCloud> KIND =
      new ViewKind<>(PointCloud.class, "cloud", "clouds", "features");

  private final float[] positions;
  private final float[] features;
  private final int dim;
  private final int height;
  private final int width;

  /**
   * @param positions [points][2], row and column in pixels; shared, not copied
   * @param features [points][dim], row-major; shared, not copied
   * @param dim length of a feature vector, at least 1
   * @param height of the image, in pixels, at least 1
   * @param width of the image, in pixels, at least 1
   */
  public PointCloud(float[] positions, float[] features, int dim, int height, int width) {
    if (positions.length % 2 != 0 || dim < 1 || features.length != positions.length / 2 * dim) {
      throw new IllegalArgumentException(
          "A cloud needs a row, a column and %d features a point: %d and %d numbers"
              .formatted(dim, positions.length, features.length));
    }
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "A cloud's image must have pixels: " + height + " x " + width);
    }
    this.positions = positions;
    this.features = features;
    this.dim = dim;
    this.height = height;
    this.width = width;
  }

  public int points() {
    return positions.length / 2;
  }

  @Override
  public ViewKind<?> kind() {
    return KIND;
  }

  /** One feature vector a point. */
  @Override
  public int rows() {
    return points();
  }

  @Override
  public int dim() {
    return dim;
  }

  /** Of the image, in pixels. */
  public int height() {
    return height;
  }

  /** Of the image, in pixels. */
  public int width() {
    return width;
  }

  public float row(int point) {
    return positions[2 * point];
  }

  public float column(int point) {
    return positions[2 * point + 1];
  }

  /** [points][2], row and column in pixels. The cloud's own array: read it, do not write. */
  public float[] positions() {
    return positions;
  }

  /** [points][dim]. The cloud's own array: read it, do not write. */
  @Override
  public float[] features() {
    return features;
  }

  /** The same features at other places. */
  public PointCloud withPositions(float[] other) {
    return new PointCloud(other, features, dim, height, width);
  }

  /** Other features, of any dimension, at the same places. */
  @Override
  public PointCloud withFeatures(float[] other, int otherDim) {
    return new PointCloud(positions, other, otherDim, height, width);
  }

  /** A cloud needs a point, and numbers that are finite. */
  @Override
  public Optional<String> flaw() {
    if (points() == 0) {
      return Optional.of("has no points");
    }
    return firstNotFinite("position", positions, 2)
        .or(() -> firstNotFinite("feature", features, dim));
  }

  private static Optional<String> firstNotFinite(String what, float[] numbers, int perPoint) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        return Optional.of(
            "has %s %s, number %d of point %d"
                .formatted(what, numbers[i], i % perPoint, i / perPoint));
      }
    }
    return Optional.empty();
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * points() * (2 + dim);
  }

  /**
   * Some of the points.
   *
   * @param chosen numbers of points, in the order of the new cloud
   */
  public PointCloud select(int[] chosen) {
    float[] places = new float[2 * chosen.length];
    float[] vectors = new float[dim * chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(positions, 2 * chosen[i], places, 2 * i, 2);
      System.arraycopy(features, dim * chosen[i], vectors, dim * i, dim);
    }
    return new PointCloud(places, vectors, dim, height, width);
  }

  /** This cloud's points and then another's, in this cloud's image. */
  public PointCloud join(PointCloud other) {
    if (other.dim != dim) {
      throw new IllegalArgumentException(
          "Clouds of %d and %d features cannot be joined".formatted(dim, other.dim));
    }
    return new PointCloud(
        concat(positions, other.positions), concat(features, other.features), dim, height, width);
  }

  private static float[] concat(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
