package io.anchorage.equation;

import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;

/**
 * The image whose Laplacian is the divergence of wanted differences, with the border of another:
 * Poisson's equation by conjugate gradients, in double precision.
 */
final class GradientSolver {
  private static final double SMALL = 1e-20;

  private final Grid grid;
  private final Differences wanted;
  private final float[] image;

  /**
   * @param image gives the border
   */
  GradientSolver(Grid grid, Differences wanted, Signal image) {
    this.grid = grid;
    this.wanted = wanted;
    this.image = image.values();
  }

  /** [channels][points] */
  float[] values() {
    float[] out = image.clone();
    for (int from = 0; from < image.length; from += grid.points()) {
      double[] u = channel(from);
      for (int p = 0; p < u.length; p++) {
        out[from + p] = (float) u[p];
      }
    }
    return out;
  }

  /** Conjugate gradients on what is to be added to the image, which is 0 at the border. */
  private double[] channel(int from) {
    double[] u = new double[grid.points()];
    for (int p = 0; p < u.length; p++) {
      u[p] = image[from + p];
    }
    double[] residual = negative(u);
    for (int p = 0; p < u.length; p++) {
      residual[p] = inside(p) ? -wanted.laplacian(from + p) - residual[p] : 0;
    }
    double[] direction = residual.clone();
    double square = dot(residual, residual);
    double enough = square * SMALL;
    for (int i = 0; i < u.length && square > enough; i++) {
      double[] image = negative(direction);
      double length = square / dot(direction, image);
      for (int p = 0; p < u.length; p++) {
        u[p] += length * direction[p];
        residual[p] -= length * image[p];
      }
      double next = dot(residual, residual);
      for (int p = 0; p < u.length; p++) {
        direction[p] = residual[p] + next / square * direction[p];
      }
      square = next;
    }
    return u;
  }

  /** -Lu inside, 0 at the border. */
  private double[] negative(double[] u) {
    int columns = grid.extent(1);
    double[] out = new double[u.length];
    for (int p = 0; p < u.length; p++) {
      if (inside(p)) {
        out[p] = 4 * u[p] - u[p - 1] - u[p + 1] - u[p - columns] - u[p + columns];
      }
    }
    return out;
  }

  private boolean inside(int p) {
    int row = p / grid.extent(1);
    int column = p % grid.extent(1);
    return row > 0 && row < grid.extent(0) - 1 && column > 0 && column < grid.extent(1) - 1;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      sum += a[p] * b[p];
    }
    return sum;
  }
}
