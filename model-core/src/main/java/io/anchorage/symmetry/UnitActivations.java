package io.anchorage.symmetry;

import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import java.util.Arrays;

/**
 * What the units of a hidden layer give on a fixed grid over the network's coordinates, [-1, 1]
 * along each: 1024 points of a line, 32 x 32 of the plane, 10 x 10 x 10 of space. In the plane, a
 * first layer up to {@code omega |w| = 48} along an axis is not aliased.
 *
 * <p>Holds working memory: not thread-safe.
 */
final class UnitActivations {
  private static final int POINTS = 1024;

  /** A unit of less deviation is taken for a constant, which correlates with nothing. */
  private static final double FLOOR = 1e-6;

  private final int units;
  private final int count;
  private final MlpShape network;
  private final MlpKernel kernel;
  private final MlpPoints points;
  private final float[] values;

  /**
   * @param layer a hidden layer
   */
  UnitActivations(MlpShape shape, int layer) {
    this.units = shape.width();
    this.network =
        new MlpShape(
            shape.mapping(), units, layer + 1, 1, shape.activation().ofFirst(layer + 1), 0);
    this.kernel = KernelProviders.best().mlp(network);
    this.points = MlpPoints.list(grid(shape.mapping().coordinates()));
    this.count = points.count();
    this.values = new float[units * points.pitch()];
  }

  private static float[][] grid(int axes) {
    int side = (int) Math.round(Math.pow(POINTS, 1.0 / axes));
    int count = 1;
    for (int a = 0; a < axes; a++) {
      count *= side;
    }
    float[][] coordinates = new float[axes][count];
    int run = count;
    for (int a = 0; a < axes; a++) {
      run /= side;
      for (int n = 0; n < count; n++) {
        coordinates[a][n] = 2f * (n / run % side) / (side - 1) - 1;
      }
    }
    return coordinates;
  }

  int units() {
    return units;
  }

  int points() {
    return count;
  }

  /**
   * The units' values, each unit's less its mean and divided by its Euclidean norm, so that a
   * product of two is a correlation; 0 for constant units.
   *
   * @param parameters of the whole network
   * @return [units][points], row-major
   */
  double[] standardised(float[] parameters) {
    int pitch = points.pitch();
    // The network's own linear layer begins where that of the cut one does; neither has a say.
    float[] own = Arrays.copyOf(parameters, network.parameters());
    kernel.hidden(points, own, 0, points.positions(), values, pitch);
    double[] rows = new double[units * count];
    for (int i = 0; i < units; i++) {
      double mean = 0;
      for (int n = 0; n < count; n++) {
        mean += values[i * pitch + n];
      }
      mean /= count;
      double squares = 0;
      for (int n = 0; n < count; n++) {
        double centred = values[i * pitch + n] - mean;
        rows[i * count + n] = centred;
        squares += centred * centred;
      }
      double norm = Math.sqrt(squares);
      double factor = norm > FLOOR * Math.sqrt(count) ? 1 / norm : 0;
      for (int n = 0; n < count; n++) {
        rows[i * count + n] *= factor;
      }
    }
    return rows;
  }

  void close() {
    kernel.close();
  }
}
