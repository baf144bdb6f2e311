package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MatrixRows;
import java.util.Arrays;

/** The specification of {@link ArcKernel}. */
final class ScalarArc implements ArcKernel {
  @Override
  public void product(MatrixRows a, float[] b, int bAt, int columns, float[] out, int outAt) {
    Arrays.fill(out, outAt, outAt + a.rows() * columns, 0f);
    for (int r = 0; r < a.rows(); r++) {
      for (int k = 0; k < a.length(); k++) {
        float x = a.data()[a.at() + r * a.stride() + k];
        addScaled(x, b, bAt + k * columns, out, outAt + r * columns, columns);
      }
    }
  }

  @Override
  public void product(
      float[] a,
      int[] starts,
      int from,
      int to,
      int length,
      float[] b,
      int bAt,
      int columns,
      float[] out,
      int outAt) {
    for (int r = from; r < to; r++) {
      product(
          new MatrixRows(a, starts[r], 1, length, length),
          b,
          bAt,
          columns,
          out,
          outAt + r * columns);
    }
  }

  private static void addScaled(float x, float[] b, int bAt, float[] out, int outAt, int count) {
    for (int c = 0; c < count; c++) {
      out[outAt + c] = Math.fma(x, b[bAt + c], out[outAt + c]);
    }
  }

  @Override
  public void hidden(
      ArcShape shape,
      int count,
      float[] constants,
      int constantsAt,
      float[] tables,
      int tablesAt,
      int[] offsets,
      int offsetsAt,
      float[] hidden,
      int hiddenAt) {
    int row = shape.hiddenRow();
    System.arraycopy(constants, constantsAt, hidden, hiddenAt, count * row);
    for (int p = 0; p < count; p++) {
      for (int j = 0; j < shape.slots(); j++) {
        int table = tablesAt + offsets[offsetsAt + p * shape.slots() + j];
        add(tables, table, hidden, hiddenAt + p * row, row);
      }
      for (int h = hiddenAt + p * row; h < hiddenAt + (p + 1) * row; h++) {
        hidden[h] = Float.intBitsToFloat(Math.max(Float.floatToRawIntBits(hidden[h]), 0));
      }
    }
  }

  @Override
  public void outputs(
      ArcShape shape,
      int count,
      float[] hidden,
      int hiddenAt,
      float[] output,
      int outputAt,
      float[] lanes,
      int lanesAt) {
    int row = shape.hiddenRow();
    Arrays.fill(lanes, lanesAt, lanesAt + count * shape.channels() * LaneTree.LANES, 0f);
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < shape.channels(); c++) {
        int sums = lanesAt + (p * shape.channels() + c) * LaneTree.LANES;
        for (int h = 0; h < row; h++) {
          int lane = sums + h % LaneTree.LANES;
          float weight = output[outputAt + c * row + h];
          lanes[lane] = Math.fma(hidden[hiddenAt + p * row + h], weight, lanes[lane]);
        }
      }
    }
  }

  /** The negated bits of a hidden unit have the sign bit set exactly if the unit is positive. */
  @Override
  public void backward(
      ArcShape shape,
      int count,
      float[] errors,
      float[] output,
      int outputAt,
      float[] hidden,
      int hiddenAt) {
    int row = shape.hiddenRow();
    for (int p = 0; p < count; p++) {
      int error = p * shape.channels();
      for (int h = 0; h < row; h++) {
        float gradient = errors[error] * output[outputAt + h];
        for (int c = 1; c < shape.channels(); c++) {
          gradient = Math.fma(errors[error + c], output[outputAt + c * row + h], gradient);
        }
        int at = hiddenAt + p * row + h;
        int positive = -Float.floatToRawIntBits(hidden[at]) >> 31;
        hidden[at] = Float.intBitsToFloat(Float.floatToRawIntBits(gradient) & positive);
      }
    }
  }

  @Override
  public void gather(
      ArcShape shape,
      int rows,
      int[] starts,
      int[] users,
      float[] gradients,
      int gradientsAt,
      float[] tables,
      int tablesAt) {
    int row = shape.hiddenRow();
    Arrays.fill(tables, tablesAt, tablesAt + rows * row, 0f);
    for (int r = 0; r < rows; r++) {
      for (int u = starts[r]; u < starts[r + 1]; u++) {
        add(gradients, gradientsAt + users[u], tables, tablesAt + r * row, row);
      }
    }
  }

  @Override
  public void addRows(
      int rows, int length, float[] from, int fromAt, int[] places, float[] to, int toAt) {
    for (int r = 0; r < rows; r++) {
      add(from, fromAt + r * length, to, toAt + places[r], length);
    }
  }

  private static void add(float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int h = 0; h < count; h++) {
      to[toAt + h] += from[fromAt + h];
    }
  }
}
