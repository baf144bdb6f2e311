package io.anchorage.kernel;

import java.util.List;

/**
 * From a point's coordinates to what the first layer sees, its features. The closed list of
 * mappings. A mapping's own method is the specification; the SIMD kernels have a twin of each.
 */
public sealed interface InputMapping permits InputMapping.Identity, Affine, Waves, Grids, Filters {
  /** Coordinates of a point. */
  int coordinates();

  /** Features of a point: the fan-in of the first layer. */
  int features();

  /** Numbers of its own that a fit learns, after all others. */
  default int parameters() {
    return 0;
  }

  /**
   * An array among a mapping's numbers.
   *
   * @param offset from the first of them
   * @param shape row-major
   * @param axes names of its axes
   */
  record Part(String name, int offset, List<Integer> shape, List<String> axes) {
    public Part {
      shape = List.copyOf(shape);
      axes = List.copyOf(axes);
    }
  }

  /** The arrays that the mapping's numbers are, in their order. */
  default List<Part> parts() {
    return List.of();
  }

  /**
   * Writes the features of some points.
   *
   * @param x [coordinates][points]
   * @param from the first point
   * @param out [features][stride], overwritten at the first {@code count} of each row
   */
  void apply(float[][] x, int from, int count, float[] out, int stride);

  /** The features of points as the coordinates of others, in the same order. */
  default MlpPoints features(MlpPoints points) {
    if (this instanceof Identity) {
      return points;
    }
    int count = points.count();
    float[] all = new float[Math.multiplyExact(features(), count)];
    apply(points.coordinates(), 0, count, all, count);
    float[][] rows = new float[features()][count];
    for (int f = 0; f < rows.length; f++) {
      System.arraycopy(all, f * count, rows[f], 0, count);
    }
    return MlpPoints.list(rows);
  }

  /**
   * The coordinates themselves.
   *
   * @param coordinates of a point, 1 to 3
   */
  record Identity(int coordinates) implements InputMapping {
    public Identity {
      if (coordinates < 1 || coordinates > 3) {
        throw new IllegalArgumentException("coordinates must be in 1 .. 3: " + coordinates);
      }
    }

    @Override
    public int features() {
      return coordinates;
    }

    @Override
    public void apply(float[][] x, int from, int count, float[] out, int stride) {
      for (int k = 0; k < coordinates; k++) {
        System.arraycopy(x[k], from, out, k * stride, count);
      }
    }
  }
}
