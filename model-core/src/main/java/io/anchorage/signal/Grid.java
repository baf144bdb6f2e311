package io.anchorage.signal;

import java.util.List;

/**
 * The regular grid that a signal is sampled on. Points are numbered in row-major order: the last
 * axis varies fastest.
 *
 * @param extents number of points along each axis, slowest first; an image is (height, width). At
 *     least one axis, each extent at least 1
 */
public record Grid(List<Integer> extents) {
  public Grid {
    extents = List.copyOf(extents);
    if (extents.isEmpty()) {
      throw new IllegalArgumentException("Grid needs at least one axis");
    }
    for (int extent : extents) {
      if (extent < 1) {
        throw new IllegalArgumentException("Grid extents must be at least 1: " + extents);
      }
    }
    long points = extents.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (points > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("Grid has more than 2^31-1 points: " + extents);
    }
  }

  /** The grid of an image: {@code height} rows of {@code width} pixels. */
  public static Grid image(int height, int width) {
    return new Grid(List.of(height, width));
  }

  public int dimensions() {
    return extents.size();
  }

  public int extent(int axis) {
    return extents.get(axis);
  }

  /** Number of points, the product of the extents. */
  public int points() {
    return extents.stream().reduce(1, (a, b) -> a * b);
  }
}
