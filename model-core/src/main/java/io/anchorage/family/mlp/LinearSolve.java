package io.anchorage.family.mlp;

import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The best linear layer of a coordinate MLP for one signal, given all other layers: with H
 * [points][width + 1] the last hidden layer's outputs and a column of ones, and Y
 * [points][channels] the target less the output offset,
 *
 * <pre>
 * [W; b] = (H'H + lambda N I)^-1 H'Y,    lambda = 1e-6, N points
 * </pre>
 *
 * <p>The other layers' gradient there is that of the variable projection functional (G. H. Golub,
 * V. Pereyra, SIAM J. Numer. Anal. 10, 1973; L. Kaufman's form, which the ridge leaves exact up to
 * lambda): the linear layer's own gradient is zero at its minimum.
 *
 * <p>H comes from the kernels, by the network whose linear layer is the identity. Sums and
 * factorisation are in double precision in one order, so the result does not depend on the kernels
 * or on threads.
 */
final class LinearSolve {
  private static final double RIDGE = 1e-6;

  /** Points whose hidden outputs are in memory at a time. */
  private static final int TILE = 4096;

  private final MlpShape shape;
  private final MlpKernel features;
  private final List<Tile> tiles = new ArrayList<>();
  private final int points;
  private final int size;
  private final float[] identity;
  private final double[][] gram;
  private final double[][] right;
  private final double[] first;
  private final double[] second;

  /** A part of the grid and where it begins. */
  private record Tile(MlpPoints points, int from) {}

  LinearSolve(MlpShape shape, MlpPoints points, Kernels kernels) {
    this.shape = shape;
    this.points = points.count();
    this.size = shape.width() + 1;
    MlpShape hidden =
        new MlpShape(
            shape.mapping(), shape.width(), shape.depth(), shape.width(), shape.activation(), 0f);
    this.features = kernels.mlp(hidden);
    this.identity = new float[hidden.parameters()];
    for (int i = 0; i < shape.width(); i++) {
      identity[hidden.weights(shape.depth()) + i * shape.width() + i] = 1f;
    }
    this.gram = new double[size][size];
    this.right = new double[shape.outputs()][size];
    this.first = new double[size];
    this.second = new double[size];
    for (int from = 0; from < points.count(); from += TILE) {
      tiles.add(new Tile(tile(points, from), from));
    }
  }

  private static MlpPoints tile(MlpPoints points, int from) {
    if (points.count() <= TILE) {
      return points;
    }
    int count = Math.min(TILE, points.count() - from);
    float[][] inputs = new float[points.inputs()][count];
    for (int k = 0; k < inputs.length; k++) {
      System.arraycopy(points.coordinates(k), from, inputs[k], 0, count);
    }
    return MlpPoints.list(inputs);
  }

  /**
   * Replaces the linear layer.
   *
   * @param target [channels][points]
   * @param parameters all of the network's
   */
  void into(float[] target, float[] parameters) {
    for (double[] row : gram) {
      Arrays.fill(row, 0);
    }
    for (double[] row : right) {
      Arrays.fill(row, 0);
    }
    System.arraycopy(parameters, 0, identity, 0, shape.weights(shape.depth()));
    for (Tile tile : tiles) {
      int count = tile.points.count();
      float[] hidden = new float[shape.width() * count];
      features.evaluate(tile.points, identity, hidden);
      add(hidden, count, target, tile.from);
    }
    factor();
    for (int c = 0; c < right.length; c++) {
      substitute(right[c]);
      for (int i = 0; i < size; i++) {
        int at =
            i < shape.width()
                ? shape.weights(shape.depth()) + i * shape.outputs() + c
                : shape.biases(shape.depth()) + c;
        parameters[at] = (float) right[c][i];
      }
    }
  }

  /** Adds some points' part of H'H (its lower triangle) and H'Y, two points at a time. */
  private void add(float[] hidden, int count, float[] target, int from) {
    for (int n = 0; n < count; n += 2) {
      boolean pair = n + 1 < count;
      gather(hidden, count, n, first);
      if (pair) {
        gather(hidden, count, n + 1, second);
      } else {
        Arrays.fill(second, 0);
      }
      for (int i = 0; i < size; i++) {
        addRow(gram[i], first[i], second[i], i + 1);
      }
      for (int c = 0; c < right.length; c++) {
        int at = c * points + from + n;
        double a = (double) target[at] - shape.outputOffset();
        double b = pair ? (double) target[at + 1] - shape.outputOffset() : 0;
        addRow(right[c], a, b, size);
      }
    }
  }

  private void gather(float[] hidden, int count, int n, double[] row) {
    for (int i = 0; i < size - 1; i++) {
      row[i] = hidden[i * count + n];
    }
    row[size - 1] = 1;
  }

  private void addRow(double[] sum, double a, double b, int length) {
    for (int k = 0; k < length; k++) {
      sum[k] += a * first[k] + b * second[k];
    }
  }

  /** Cholesky's factorisation of H'H + lambda N I, in place: the lower triangle becomes L. */
  private void factor() {
    for (int i = 0; i < size; i++) {
      gram[i][i] += RIDGE * points;
    }
    for (int j = 0; j < size; j++) {
      double[] row = gram[j];
      double diagonal = row[j];
      for (int k = 0; k < j; k++) {
        diagonal -= row[k] * row[k];
      }
      row[j] = Math.sqrt(diagonal);
      for (int i = j + 1; i < size; i++) {
        double sum = gram[i][j];
        for (int k = 0; k < j; k++) {
          sum -= gram[i][k] * row[k];
        }
        gram[i][j] = sum / row[j];
      }
    }
  }

  /** Solves L L' x = b, in place. */
  private void substitute(double[] b) {
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= gram[i][k] * b[k];
      }
      b[i] /= gram[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        b[i] -= gram[k][i] * b[k];
      }
      b[i] /= gram[i][i];
    }
  }

  void close() {
    features.close();
  }
}
