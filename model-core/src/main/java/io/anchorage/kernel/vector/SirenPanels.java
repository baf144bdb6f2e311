package io.anchorage.kernel.vector;

import io.anchorage.kernel.SirenShape;

/**
 * The folded weights of a dense layer, in the order in which the products read them: panels of four
 * columns (forward) and of four rows (backward), units padded with zeros to a multiple of four.
 */
final class SirenPanels {
  /** Units that one panel holds. */
  static final int PANEL = 4;

  /** [ceil(fan out / 4)][fan in][4]. */
  final float[] forward;

  /** [ceil(fan in / 4)][fan out][4]. */
  final float[] backward;

  /** [fan out, padded]. */
  final float[] bias;

  private final int from;
  private final int biasFrom;
  private final int fanIn;
  private final int fanOut;

  SirenPanels(SirenShape shape, int layer) {
    this.from = shape.weights(layer);
    this.biasFrom = shape.biases(layer);
    this.fanIn = shape.fanIn(layer);
    this.fanOut = shape.fanOut(layer);
    this.forward = new float[padded(fanOut) * fanIn];
    this.backward = new float[padded(fanIn) * fanOut];
    this.bias = new float[padded(fanOut)];
  }

  static int padded(int units) {
    return (units + PANEL - 1) & -PANEL;
  }

  void pack(float[] folded) {
    System.arraycopy(folded, biasFrom, bias, 0, fanOut);
    for (int i = 0; i < fanIn; i++) {
      packRow(folded, from + i * fanOut, i);
    }
  }

  private void packRow(float[] folded, int row, int i) {
    int panel = (i / PANEL) * fanOut * PANEL + i % PANEL;
    for (int j = 0; j < fanOut; j++) {
      backward[panel + j * PANEL] = folded[row + j];
    }
    for (int j = 0; j < fanOut; j++) {
      forward[((j / PANEL) * fanIn + i) * PANEL + j % PANEL] = folded[row + j];
    }
  }
}
