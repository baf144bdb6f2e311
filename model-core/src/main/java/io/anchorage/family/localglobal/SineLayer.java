package io.anchorage.family.localglobal;

import io.anchorage.kernel.Sheets;
import io.anchorage.kernel.Sheets.Rows;

/** sin(omega (x W + b)) on sheets. Phases are in half turns, so that reducing them is exact. */
final class SineLayer {
  private final Sheets sheets;
  private final float omega;
  private final int matrix;
  private final Rows values;

  /** Cosines; on the way back, the loss's gradient by the linear part, up to omega. */
  private final Rows slopes;

  SineLayer(Sheets sheets, int in, int out, float omega) {
    this.sheets = sheets;
    this.omega = omega;
    this.matrix = sheets.matrix(in, out);
    this.values = new Rows(sheets.sheet(out), 0, out);
    this.slopes = new Rows(sheets.sheet(out), 0, out);
  }

  Rows values() {
    return values;
  }

  void load(float[] parameters, int weights, int biases) {
    sheets.load(matrix, parameters, weights, biases, (float) (omega / Math.PI), omega);
  }

  void forward(int x, int block) {
    sheets.dense(matrix, x, values.sheet(), block);
    sheets.waves(values, slopes, block);
  }

  /** From the loss's gradient by the values to that by the linear part. */
  void backward(Rows slope, int block) {
    sheets.product(slope, slopes, slopes, block);
  }

  /** On to the gradient by x. */
  void back(Rows slope, int block) {
    sheets.back(matrix, slopes.sheet(), slope.sheet(), block);
  }

  void put(int x, int columns, float[] gradient, int weights, int biases) {
    sheets.gradient(matrix, x, slopes.sheet(), columns, omega, gradient, weights, biases);
  }
}
