package io.anchorage.kernel.vector;

import io.anchorage.kernel.MlpShape;

/**
 * The weights of a dense layer in the order in which the products read them: panels of columns
 * (forward) and of rows (backward), with units zero-padded to a multiple of four.
 *
 * <p>A panel has as many units as a register tile: eight where there are 32 vector registers, four
 * elsewhere; the last one may have four. The panel that begins with unit u starts at {@code u *
 * sum}.
 */
final class MlpPanels {
  /** Units are padded to a multiple of this. */
  static final int UNITS = 4;

  /** Units per panel. */
  static final int PANEL = Lanes.LENGTH == 16 ? 8 : 4;

  /** [ceil(fan out / panel)][fan in][panel]. */
  final float[] forward;

  /** [ceil(fan in / panel)][fan out][panel]. */
  final float[] backward;

  /** [fan out, padded]. */
  final float[] bias;

  private final int from;
  private final int biasFrom;

  private final int fanIn;
  private final int fanOut;

  MlpPanels(MlpShape shape, int layer) {
    this(shape.fanIn(layer), shape.fanOut(layer), shape.weights(layer), shape.biases(layer));
  }

  /**
   * Room for a matrix with biases.
   *
   * @param from where the weights lie in an array, row-major
   * @param biasFrom where the biases lie in it
   */
  MlpPanels(int fanIn, int fanOut, int from, int biasFrom) {
    this.from = from;
    this.biasFrom = biasFrom;
    this.fanIn = fanIn;
    this.fanOut = fanOut;
    this.forward = new float[padded(fanOut) * fanIn];
    this.backward = new float[padded(fanIn) * fanOut];
    this.bias = new float[padded(fanOut)];
  }

  int fanIn() {
    return fanIn;
  }

  int fanOut() {
    return fanOut;
  }

  static int padded(int units) {
    return (units + UNITS - 1) & -UNITS;
  }

  /**
   * Sets the parameters.
   *
   * @param phases for the forward panels and the bias
   * @param slopes for the backward panels
   */
  void pack(float[] phases, float[] slopes) {
    System.arraycopy(phases, biasFrom, bias, 0, fanOut);
    int columns = padded(fanOut);
    for (int j = 0; j < fanOut; j += PANEL) {
      packColumns(phases, j, Math.min(PANEL, columns - j), Math.min(PANEL, fanOut - j));
    }
    int rows = padded(fanIn);
    for (int i = 0; i < fanIn; i += PANEL) {
      packRows(slopes, i, Math.min(PANEL, rows - i), Math.min(PANEL, fanIn - i));
    }
  }

  private void packColumns(float[] phases, int j, int width, int real) {
    for (int i = 0; i < fanIn; i++) {
      int in = from + i * fanOut + j;
      int out = j * fanIn + i * width;
      for (int c = 0; c < real; c++) {
        forward[out + c] = phases[in + c];
      }
    }
  }

  private void packRows(float[] slopes, int i, int width, int real) {
    for (int r = 0; r < real; r++) {
      int in = from + (i + r) * fanOut;
      int out = i * fanOut + r;
      for (int j = 0; j < fanOut; j++) {
        backward[out + j * width] = slopes[in + j];
      }
    }
  }
}
