package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.MatrixRows;
import java.util.Arrays;

/** The gradient of a decoder, in the layout of {@link ArcWeights}, summed over blocks of points. */
public final class ArcDecoderGradient {
  private final ArcShape shape;
  private final float[] tables;
  private final float[] slotTables;
  private final float[] positions;
  private final float[] output;
  private final float[] outputBias;
  private float[] product = new float[0];

  /** A gradient of zero. */
  public ArcDecoderGradient(ArcShape shape) {
    this.shape = shape;
    this.tables = new float[shape.latentDim() * shape.tableRow()];
    this.slotTables = new float[shape.latentDim() * shape.hiddenRow()];
    this.positions = new float[shape.positionRow() * shape.hiddenRow()];
    this.output = new float[shape.channels() * shape.hiddenRow()];
    this.outputBias = new float[shape.channels()];
  }

  /** Resets the gradient to zero. */
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
  private void addProduct(
      ArcKernel kernel, MatrixRows rows, float[] b, int bAt, int columns, float[] sum) {
    if (product.length < sum.length) {
      product = new float[sum.length];
    }
    kernel.product(rows.transposed(), b, bAt, columns, product, 0);
    add(sum, product);
  }

  private static void add(float[] sum, float[] terms) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += terms[i];
    }
  }

  /** {@code dV += e h^T}, {@code dv += e}. */
  void addOutputs(ArcKernel kernel, int count, float[] errors, float[] hidden, int hiddenAt) {
    int row = shape.channels();
    MatrixRows errorRows = new MatrixRows(errors, 0, count, row, row);
    addProduct(kernel, errorRows, hidden, hiddenAt, shape.hiddenRow(), output);
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < shape.channels(); c++) {
        outputBias[c] += errors[p * row + c];
      }
    }
  }

  /** {@code dW_r += g r^T}, {@code db += g}. */
  void addPositions(
      ArcKernel kernel,
      ArcPoints points,
      int from,
      int count,
      float[] hiddenGradients,
      int gradientsAt) {
    int row = shape.positionRow();
    MatrixRows positionRows = new MatrixRows(points.positions(), from * row, count, row, row);
    addProduct(kernel, positionRows, hiddenGradients, gradientsAt, shape.hiddenRow(), positions);
  }

  /**
   * {@code dW_j += sum_i dT[r] z_i^T} over the rows r of slot j.
   *
   * @param latents of all anchors, [anchors][latentRow]
   * @param gradients of the strand's tables, [rows][hiddenRow], starting at {@code at}
   */
  void addTables(ArcKernel kernel, ArcStrand strand, float[] latents, float[] gradients, int at) {
    int dim = shape.latentDim();
    int row = shape.hiddenRow();
    for (int j = 0; j < shape.slots(); j++) {
      int first = strand.slotRow(j);
      int rows = strand.slotRow(j + 1) - first;
      float[] gathered = new float[rows * dim];
      for (int r = 0; r < rows; r++) {
        System.arraycopy(latents, strand.latentStarts()[first + r], gathered, r * dim, dim);
      }
      Arrays.fill(slotTables, 0f);
      MatrixRows latentRows = new MatrixRows(gathered, 0, rows, dim, dim);
      addProduct(kernel, latentRows, gradients, at + first * row, row, slotTables);
      int to = j * slotTables.length;
      for (int i = 0; i < slotTables.length; i++) {
        tables[to + i] += slotTables[i];
      }
    }
  }

  /**
   * Adds this gradient, times a factor, to one in the layout of the decoder's own tensors.
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
          w[h * hidden + j * dim + z] += factor * tables[(j * dim + z) * row + h];
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
