package io.anchorage.kernel;

import java.util.Arrays;

/**
 * The gradient of a decoder, in the layout of {@link ArcWeights}; summed up over blocks of points.
 */
public final class ArcDecoderGradient {
  private final ArcShape shape;
  private final float[] tables;
  private final float[] positions;
  private final float[] output;
  private final float[] outputBias;
  private float[] product = new float[0];

  /** Zero. */
  public ArcDecoderGradient(ArcShape shape) {
    this.shape = shape;
    this.tables = new float[ArcShape.wholeTiles(shape.latentDim()) * shape.tableRow()];
    this.positions = new float[shape.positionRow() * shape.hiddenRow()];
    this.output = new float[shape.channels() * shape.hiddenRow()];
    this.outputBias = new float[shape.channels()];
  }

  /** Sets all to zero. */
  public void clear() {
    Arrays.fill(tables, 0f);
    Arrays.fill(positions, 0f);
    Arrays.fill(output, 0f);
    Arrays.fill(outputBias, 0f);
  }

  /** Adds another gradient. */
  public void add(ArcDecoderGradient other) {
    add(tables, other.tables);
    add(positions, other.positions);
    add(output, other.output);
    add(outputBias, other.outputBias);
  }

  /** {@code sum += rows^T b}. */
  private void addProduct(ArcKernel kernel, MatrixRows rows, float[] b, int columns, float[] sum) {
    if (product.length < sum.length) {
      product = new float[sum.length];
    }
    kernel.product(rows.transposed(), b, columns, product, 0);
    add(sum, product);
  }

  private static void add(float[] sum, float[] terms) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += terms[i];
    }
  }

  /** {@code dV += e h^T}, {@code dv += e}. */
  void addOutputs(ArcKernel kernel, int count, float[] errors, float[] hidden) {
    int row = shape.channels();
    MatrixRows errorRows = new MatrixRows(errors, 0, count, row, row);
    addProduct(kernel, errorRows, hidden, shape.hiddenRow(), output);
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < shape.channels(); c++) {
        outputBias[c] += errors[p * row + c];
      }
    }
  }

  /** {@code dW_r += g r^T}, {@code db += g}. */
  void addPositions(
      ArcKernel kernel, ArcPoints points, int from, int count, float[] hiddenGradients) {
    int row = shape.positionRow();
    MatrixRows positionRows = new MatrixRows(points.positions(), from * row, count, row, row);
    addProduct(kernel, positionRows, hiddenGradients, shape.hiddenRow(), positions);
  }

  /**
   * {@code dW_j += sum_i dT[i][j] z_i^T}, once all points of a step are in.
   *
   * @param latents [anchors][latentRow]
   * @param gradients of the tables, [anchors][tableRow]
   */
  public void addTables(ArcKernel kernel, float[] latents, int anchors, float[] gradients) {
    MatrixRows latentRows =
        new MatrixRows(
            latents, 0, anchors, ArcShape.wholeTiles(shape.latentDim()), shape.latentRow());
    addProduct(kernel, latentRows, gradients, shape.tableRow(), tables);
  }

  /**
   * Adds this gradient, multiplied, to one in the order of the decoder's own tensors.
   *
   * @param w [hidden][n z + 2 n]
   * @param b [hidden]
   * @param v [channels][hidden]
   * @param vBias [channels]
   */
  public void addTo(float factor, float[] w, float[] b, float[] v, float[] vBias) {
    int hidden = shape.hidden();
    int row = shape.hiddenRow();
    int dim = shape.latentDim();
    for (int h = 0; h < hidden; h++) {
      for (int j = 0; j < shape.slots(); j++) {
        for (int z = 0; z < dim; z++) {
          w[h * hidden + j * dim + z] += factor * tables[z * shape.tableRow() + j * row + h];
        }
      }
      for (int k = 0; k < 2 * shape.slots(); k++) {
        w[h * hidden + shape.slots() * dim + k] += factor * positions[k * row + h];
      }
      b[h] += factor * positions[2 * shape.slots() * row + h];
    }
    for (int c = 0; c < shape.channels(); c++) {
      for (int h = 0; h < hidden; h++) {
        v[c * hidden + h] += factor * output[c * row + h];
      }
      vBias[c] += factor * outputBias[c];
    }
  }
}
