package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.Arena;

/**
 * The decoder {@code y = V relu(W e + b) + v}, laid out for the kernels. The columns of W fall into
 * one block of z for each slot, {@code W_j}, and one of 2n for the relative positions, {@code W_r},
 * so that
 *
 * <pre>
 * W e + b = sum_j W_j z_(i_j) + (W_r r + b)
 * </pre>
 *
 * <p>The first part needs one product for each anchor and slot (a table), the second is a constant
 * of the point.
 */
public final class ArcWeights {
  private final ArcShape shape;
  private final float[] memory;
  private final int tables;
  private final int latents;
  private final int positions;
  private final int output;
  private final float[] outputBias;

  /** Weights of zero. */
  public ArcWeights(ArcShape shape) {
    this.shape = shape;
    Arena.Plan plan = new Arena.Plan();
    this.tables = plan.take(shape.latentDim() * shape.tableRow());
    this.latents = plan.take(shape.tableRow() * shape.latentRow());
    this.positions = plan.take(shape.positionRow() * shape.hiddenRow());
    this.output = plan.take(shape.channels() * shape.hiddenRow());
    this.memory = new float[Arena.size(plan)];
    this.outputBias = new float[shape.channels()];
  }

  /**
   * Sets the weights.
   *
   * @param w [hidden][n z + 2 n], inputs in the order: latent of slot 0 .. n-1, then (row, column)
   *     of slot 0 .. n-1
   * @param b [hidden]
   * @param v [channels][hidden]
   * @param vBias [channels]
   */
  public void load(float[] w, float[] b, float[] v, float[] vBias) {
    int hidden = shape.hidden();
    int row = shape.hiddenRow();
    int dim = shape.latentDim();
    for (int h = 0; h < hidden; h++) {
      for (int j = 0; j < shape.slots(); j++) {
        for (int z = 0; z < dim; z++) {
          float weight = w[h * hidden + j * dim + z];
          memory[tables + (j * dim + z) * row + h] = weight;
          memory[latents + (j * row + h) * shape.latentRow() + z] = weight;
        }
      }
      for (int k = 0; k < 2 * shape.slots(); k++) {
        memory[positions + k * row + h] = w[h * hidden + shape.slots() * dim + k];
      }
      memory[positions + 2 * shape.slots() * row + h] = b[h];
    }
    for (int c = 0; c < shape.channels(); c++) {
      System.arraycopy(v, c * hidden, memory, output + c * row, hidden);
    }
    System.arraycopy(vBias, 0, outputBias, 0, shape.channels());
  }

  /**
   * What each hidden unit adds to a row of the Jacobian while it is on: {@code V_ch W_j[h]}.
   *
   * @param out [channels][hidden][slots][latentRow], starting at {@code at}
   */
  void unitRows(float[] out, int at) {
    int width = shape.latentRow();
    int to = at;
    for (int c = 0; c < shape.channels(); c++) {
      for (int h = 0; h < shape.hidden(); h++) {
        float v = memory[output + c * shape.hiddenRow() + h];
        for (int j = 0; j < shape.slots(); j++) {
          int from = latents + (j * shape.hiddenRow() + h) * width;
          for (int z = 0; z < width; z++) {
            out[to++] = v * memory[from + z];
          }
        }
      }
    }
  }

  public ArcShape shape() {
    return shape;
  }

  /** The memory of all weights but the last bias. Do not modify. */
  float[] memory() {
    return memory;
  }

  /**
   * Start of [slots][latentDim][hiddenRow]: a latent times one slot's part is its row of the
   * tables.
   */
  int tables() {
    return tables;
  }

  /**
   * Start of [slots][hiddenRow][latentRow]: a row's gradient times its slot's part is its latent's
   * gradient.
   */
  int latents() {
    return latents;
  }

  /** Start of [positionRow][hiddenRow]: W_r transposed, then the row b. */
  int positions() {
    return positions;
  }

  /** Start of [channels][hiddenRow]. */
  int output() {
    return output;
  }

  /** [channels]. */
  public float[] outputBias() {
    return outputBias;
  }
}
