package io.anchorage.equation;

import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;

/**
 * What each pixel of an image differs by from the next row's and the next column's; 0 where there
 * is none.
 */
final class Differences {
  private final Grid grid;
  private final double[][] along;

  private Differences(Grid grid, double[][] along) {
    this.grid = grid;
    this.along = along;
  }

  /** The differences of an image's channels. */
  static Differences of(Grid grid, Signal image) {
    float[] values = image.values();
    int columns = grid.extent(1);
    int points = grid.points();
    double[][] along = new double[2][values.length];
    for (int i = 0; i < values.length; i++) {
      int p = i % points;
      if (p + columns < points) {
        along[0][i] = (double) values[i + columns] - values[i];
      }
      if (p % columns < columns - 1) {
        along[1][i] = (double) values[i + 1] - values[i];
      }
    }
    return new Differences(grid, along);
  }

  /** At each place the larger of two pairs of differences. */
  Differences orLarger(Differences other) {
    double[][] larger = new double[2][along[0].length];
    for (int i = 0; i < along[0].length; i++) {
      Differences from = other.square(i) > square(i) ? other : this;
      larger[0][i] = from.along[0][i];
      larger[1][i] = from.along[1][i];
    }
    return new Differences(grid, larger);
  }

  private double square(int i) {
    return along[0][i] * along[0][i] + along[1][i] * along[1][i];
  }

  /** [channels][points] along rows (0) or columns (1). */
  double[] along(int axis) {
    return along[axis];
  }

  /** The sum of second differences at a pixel inside the image: the divergence. */
  double laplacian(int i) {
    return along[0][i] - along[0][i - grid.extent(1)] + along[1][i] - along[1][i - 1];
  }
}
