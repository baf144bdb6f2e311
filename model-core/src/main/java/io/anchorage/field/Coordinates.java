package io.anchorage.field;

import io.anchorage.signal.Grid;

/**
 * Points at which a field is evaluated, in grid units: axis a of a grid runs from 0 to extent(a) -
 * 1, and fractional positions are allowed. Each family maps them to its own coordinates.
 *
 * <p>Not a record, because the arrays are shared and never compared.
 */
public final class Coordinates {
  private final float[][] axes;

  /**
   * @param axes [dimensions][points], slowest axis first: for an image, rows then columns
   */
  public Coordinates(float[][] axes) {
    for (float[] axis : axes) {
      if (axis.length != axes[0].length) {
        throw new IllegalArgumentException(
            "Coordinates need equally many values on each axis: "
                + axes[0].length
                + " and "
                + axis.length);
      }
    }
    this.axes = axes;
  }

  /** All points of a grid, in grid order. */
  public static Coordinates of(Grid grid) {
    int points = grid.points();
    float[][] axes = new float[grid.dimensions()][points];
    for (int p = 0; p < points; p++) {
      int rest = p;
      for (int a = grid.dimensions() - 1; a >= 0; a--) {
        axes[a][p] = rest % grid.extent(a);
        rest /= grid.extent(a);
      }
    }
    return new Coordinates(axes);
  }

  /**
   * A grid resampled at {@code scale} times its resolution. New points are at the centres of the
   * smaller pixels, clamped to the grid: {@code clamp((i + 0.5) / scale - 0.5, 0, extent - 1)}.
   *
   * @param scale whole number, at least 1
   */
  public static Coordinates upscaled(Grid grid, int scale) {
    Grid fine = new Grid(grid.extents().stream().map(e -> Math.multiplyExact(e, scale)).toList());
    float[][] axes = of(fine).axes;
    for (int a = 0; a < axes.length; a++) {
      float last = grid.extent(a) - 1f;
      for (int p = 0; p < axes[a].length; p++) {
        axes[a][p] = Math.max(0f, Math.min(last, (axes[a][p] + 0.5f) / scale - 0.5f));
      }
    }
    return new Coordinates(axes);
  }

  public int dimensions() {
    return axes.length;
  }

  public int points() {
    return axes[0].length;
  }

  /** All values of one axis. The coordinates' own array: do not modify. */
  public float[] axis(int axis) {
    return axes[axis];
  }
}
