package io.anchorage.family.mlp;

import io.anchorage.family.mlp.kernel.GramKernel;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import java.util.Arrays;

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
 * V. Pereyra: The Differentiation of Pseudo-Inverses and Nonlinear Least Squares Problems Whose
 * Variables Separate, SIAM J. Numer. Anal. 10, 1973): the linear layer's own gradient is zero at
 * its minimum.
 *
 * <p>H comes from the kernels, tile by tile. Sums and factorisation are in double precision in one
 * order, so the result does not depend on the kernels or on threads.
 */
final class LinearSolve {
  private static final double RIDGE = 1e-6;

  /** Tiles of the kernels whose hidden outputs are in memory at a time. */
  private static final int TILES = 4;

  private final MlpShape shape;
  private final MlpPoints points;
  private final MlpKernel kernel;
  private final GramKernel products;

  /** Unknowns of a channel: width + 1. */
  private final int size;

  /** Rows of H' and Y', padded. */
  private final int count;

  /** Positions that are in memory at a time. */
  private final int most;

  private final float[] hidden;
  private final double[] rows;
  private final double[] gram;
  private final double[] solution;

  /**
   * Prepares to solve for one network on one grid.
   *
   * @param kernel of the network, which the caller closes
   */
  LinearSolve(MlpShape shape, MlpPoints points, MlpKernel kernel, Kernels kernels) {
    this.shape = shape;
    this.points = points;
    this.kernel = kernel;
    this.products = GramKernel.of(kernels);
    this.size = shape.width() + 1;
    this.count = padded(size + shape.outputs());
    this.most = Math.min(TILES * shape.tile(), points.pitch());
    this.hidden = new float[shape.width() * most];
    this.rows = new double[count * most];
    this.gram = new double[count * count];
    this.solution = new double[size];
  }

  private static int padded(int rows) {
    return (rows + GramKernel.BLOCK - 1) / GramKernel.BLOCK * GramKernel.BLOCK;
  }

  /**
   * Replaces the linear layer. If a hidden output is not finite, neither is the layer.
   *
   * @param target [channels][pitch], as {@link MlpPoints#lay} gives it
   * @param parameters all of the network's
   */
  void into(float[] target, float[] parameters) {
    Arrays.fill(gram, 0);
    for (int from = 0; from < points.positions(); from += most) {
      int to = Math.min(from + most, points.positions());
      int pitch = MlpShape.padded(to - from);
      kernel.hidden(points, parameters, from, to, hidden, pitch);
      gather(from, to, pitch, target);
      products.add(rows, pitch, count, size, gram);
    }
    factor();
    for (int c = 0; c < shape.outputs(); c++) {
      System.arraycopy(gram, (size + c) * count, solution, 0, size);
      substitute(solution);
      for (int i = 0; i < shape.width(); i++) {
        parameters[shape.weights(shape.depth()) + i * shape.outputs() + c] = (float) solution[i];
      }
      parameters[shape.biases(shape.depth()) + c] = (float) solution[shape.width()];
    }
  }

  /** Fills the rows of H' and Y'; what is not a point is zero in all of them. */
  private void gather(int from, int to, int pitch, float[] target) {
    float[] real = points.real();
    int length = to - from;
    for (int i = 0; i < shape.width(); i++) {
      for (int n = 0; n < length; n++) {
        rows[i * pitch + n] = real[from + n] == 0 ? 0 : hidden[i * pitch + n];
      }
      Arrays.fill(rows, i * pitch + length, (i + 1) * pitch, 0);
    }
    Arrays.fill(rows, shape.width() * pitch, count * pitch, 0);
    for (int n = 0; n < length; n++) {
      rows[shape.width() * pitch + n] = real[from + n];
    }
    for (int c = 0; c < shape.outputs(); c++) {
      int at = c * points.pitch() + from;
      for (int n = 0; n < length; n++) {
        double value = target[at + n] - (double) shape.outputOffset();
        rows[(size + c) * pitch + n] = real[from + n] * value;
      }
    }
  }

  /** Cholesky's factorisation of H'H + lambda N I, in place: the lower triangle becomes L. */
  private void factor() {
    for (int i = 0; i < size; i++) {
      gram[i * count + i] += RIDGE * points.count();
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = gram[i * count + j];
        for (int k = 0; k < j; k++) {
          sum -= gram[i * count + k] * gram[j * count + k];
        }
        gram[i * count + j] = i == j ? Math.sqrt(sum) : sum / gram[j * count + j];
      }
    }
  }

  /** Solves L L' x = b, in place. */
  private void substitute(double[] b) {
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= gram[i * count + k] * b[k];
      }
      b[i] /= gram[i * count + i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        b[i] -= gram[k * count + i] * b[k];
      }
      b[i] /= gram[i * count + i];
    }
  }
}
