package io.anchorage.learn.cnn;

/**
 * Which positions of a square map a convolution sees (He 2025, eq. 1.2 and 8, with padding, which
 * they leave out): output row {@code u} sees input rows {@code u stride - pad .. u stride - pad +
 * kernel - 1}, columns likewise. Rows outside the input are zeros and have no position. Everything
 * counts from 0; positions of a map are numbered row by row.
 *
 * @param kernel side of the kernel
 * @param pad rows and columns of zeros on each side of the input
 * @param stride from output to output
 * @param inputSide rows and columns of the input
 */
public record ReceptiveField(int kernel, int pad, int stride, int inputSide) {
  /** Marks a tap on the padding. */
  public static final int PADDING = -1;

  public ReceptiveField {
    check(kernel >= 1, "kernel must be at least 1", kernel);
    check(pad >= 0 && pad < kernel, "pad must be in 0 .. kernel - 1", pad);
    check(stride >= 1, "stride must be at least 1", stride);
    check(
        inputSide + 2 * pad >= kernel,
        "inputSide must hold the kernel, padding included",
        inputSide);
  }

  /** Rows and columns of the output. */
  public int outputSide() {
    return (inputSide + 2 * pad - kernel) / stride + 1;
  }

  /** Taps of the kernel. */
  public int taps() {
    return kernel * kernel;
  }

  /** The input row under the kernel's first row, for an output row; negative on the padding. */
  public int origin(int u) {
    return u * stride - pad;
  }

  /** The first row of the input that an output row sees. */
  public int first(int u) {
    return Math.max(0, origin(u));
  }

  /** The last row of the input that an output row sees. */
  public int last(int u) {
    return Math.min(inputSide - 1, origin(u) + kernel - 1);
  }

  /** The first output row that sees an input row; beyond {@link #lastSeeing} if none does. */
  public int firstSeeing(int v) {
    return Math.max(0, -Math.floorDiv(kernel - 1 - pad - v, stride));
  }

  /** The last output row that sees an input row. */
  public int lastSeeing(int v) {
    return Math.min(outputSide() - 1, Math.floorDiv(v + pad, stride));
  }

  /** Whether an output position sees an input position. */
  public boolean sees(int output, int input) {
    return seesRow(output / outputSide(), input / inputSide)
        && seesRow(output % outputSide(), input % inputSide);
  }

  private boolean seesRow(int u, int v) {
    return v >= first(u) && v <= last(u);
  }

  /** How many input positions an output position sees. */
  public int count(int output) {
    int row = output / outputSide();
    int column = output % outputSide();
    return (last(row) - first(row) + 1) * (last(column) - first(column) + 1);
  }

  /**
   * The input positions under an output position's kernel, tap by tap.
   *
   * @return [kernel * kernel], row by row; {@link #PADDING} where the kernel lies on the padding
   */
  public int[] positions(int output) {
    int top = origin(output / outputSide());
    int left = origin(output % outputSide());
    int[] positions = new int[taps()];
    for (int t = 0; t < positions.length; t++) {
      int row = top + t / kernel;
      int column = left + t % kernel;
      boolean inside = row >= 0 && row < inputSide && column >= 0 && column < inputSide;
      positions[t] = inside ? row * inputSide + column : PADDING;
    }
    return positions;
  }

  private static void check(boolean holds, String message, int value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
