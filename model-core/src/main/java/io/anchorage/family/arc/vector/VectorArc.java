package io.anchorage.family.arc.vector;

import io.anchorage.family.arc.kernel.ArcKernel;
import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MatrixRows;
import io.anchorage.kernel.vector.Lanes;
import io.anchorage.kernel.vector.VectorProduct;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The SIMD twin of the scalar ARC kernel.
 *
 * <p>None of our methods takes or returns vectors: if the compiler did not inline such a method, it
 * would put every vector on the heap. As integers, floats with their sign bit set are negative,
 * which makes the relu a maximum with zero; and the negated bits of a hidden unit have the sign bit
 * set exactly if the unit is positive.
 *
 * <p>Over 300 lines, because register tiles are written out: a loop over an array of vectors would
 * put them on the heap.
 */
public final class VectorArc implements ArcKernel {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  @Override
  public void product(MatrixRows a, float[] b, int bAt, int columns, float[] out, int outAt) {
    VectorProduct.into(a, b, bAt, columns, out, outAt);
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
    VectorProduct.into(a, starts, from, to, length, b, bAt, columns, out, outAt);
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
    if (shape.slots() == 4) {
      for (int p = 0; p < count; p++) {
        int o = offsetsAt + 4 * p;
        hiddenOfFour(
            row,
            constants,
            constantsAt + p * row,
            tables,
            tablesAt + offsets[o],
            tablesAt + offsets[o + 1],
            tablesAt + offsets[o + 2],
            tablesAt + offsets[o + 3],
            hidden,
            hiddenAt + p * row);
      }
      return;
    }
    System.arraycopy(constants, constantsAt, hidden, hiddenAt, count * row);
    for (int p = 0; p < count; p++) {
      for (int j = 0; j < shape.slots(); j++) {
        int table = tablesAt + offsets[offsetsAt + p * shape.slots() + j];
        add(tables, table, hidden, hiddenAt + p * row, row);
      }
      for (int h = hiddenAt + p * row; h < hiddenAt + (p + 1) * row; h += L) {
        FloatVector sum = FloatVector.fromArray(S, hidden, h);
        sum.reinterpretAsInts().max(0).reinterpretAsFloats().intoArray(hidden, h);
      }
    }
  }

  private static void hiddenOfFour(
      int row,
      float[] constants,
      int constant,
      float[] tables,
      int t0,
      int t1,
      int t2,
      int t3,
      float[] hidden,
      int to) {
    for (int h = 0; h < row; h += L) {
      FloatVector sum =
          FloatVector.fromArray(S, constants, constant + h)
              .add(FloatVector.fromArray(S, tables, t0 + h))
              .add(FloatVector.fromArray(S, tables, t1 + h))
              .add(FloatVector.fromArray(S, tables, t2 + h))
              .add(FloatVector.fromArray(S, tables, t3 + h));
      sum.reinterpretAsInts().max(0).reinterpretAsFloats().intoArray(hidden, to + h);
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
    int channels = shape.channels();
    int fours = count & -4;
    for (int c = 0; c < channels; c++) {
      for (int part = 0; part < LaneTree.LANES; part += L) {
        int to = lanesAt + c * LaneTree.LANES + part;
        int weight = outputAt + c * row + part;
        for (int p = 0; p < fours; p += 4) {
          int from = hiddenAt + p * row + part;
          dots(
              row,
              hidden,
              from,
              output,
              weight,
              lanes,
              to + p * channels * LaneTree.LANES,
              channels * LaneTree.LANES);
        }
        for (int p = fours; p < count; p++) {
          int from = hiddenAt + p * row + part;
          dot(row, hidden, from, output, weight, lanes, to + p * channels * LaneTree.LANES);
        }
      }
    }
  }

  /** Lane sums of four points at once, so that no addition waits for the previous one. */
  private static void dots(
      int row,
      float[] hidden,
      int from,
      float[] output,
      int weight,
      float[] lanes,
      int to,
      int stride) {
    FloatVector sum0 = FloatVector.zero(S);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    int from1 = from + row;
    int from2 = from1 + row;
    int from3 = from2 + row;
    for (int h = 0; h < row; h += LaneTree.LANES) {
      FloatVector w = FloatVector.fromArray(S, output, weight + h);
      sum0 = FloatVector.fromArray(S, hidden, from + h).fma(w, sum0);
      sum1 = FloatVector.fromArray(S, hidden, from1 + h).fma(w, sum1);
      sum2 = FloatVector.fromArray(S, hidden, from2 + h).fma(w, sum2);
      sum3 = FloatVector.fromArray(S, hidden, from3 + h).fma(w, sum3);
    }
    sum0.intoArray(lanes, to);
    sum1.intoArray(lanes, to + stride);
    sum2.intoArray(lanes, to + 2 * stride);
    sum3.intoArray(lanes, to + 3 * stride);
  }

  private static void dot(
      int row, float[] hidden, int from, float[] output, int weight, float[] lanes, int to) {
    FloatVector sum = FloatVector.zero(S);
    for (int h = 0; h < row; h += LaneTree.LANES) {
      FloatVector w = FloatVector.fromArray(S, output, weight + h);
      sum = FloatVector.fromArray(S, hidden, from + h).fma(w, sum);
    }
    sum.intoArray(lanes, to);
  }

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
    int channels = shape.channels();
    if (channels == 1) {
      for (int h = 0; h < row; h += L) {
        backwardOfOne(row, count, errors, output, outputAt + h, hidden, hiddenAt + h);
      }
      return;
    }
    for (int p = 0; p < count; p++) {
      int error = p * channels;
      int at = hiddenAt + p * row;
      backwardOfMany(row, channels, errors, error, output, outputAt, hidden, at);
    }
  }

  /** One channel: its weights stay in a register for all points. */
  private static void backwardOfOne(
      int row, int count, float[] errors, float[] output, int h, float[] hidden, int hiddenAt) {
    FloatVector weight = FloatVector.fromArray(S, output, h);
    for (int p = 0; p < count; p++) {
      IntVector unit = FloatVector.fromArray(S, hidden, hiddenAt + p * row).reinterpretAsInts();
      IntVector positive = unit.neg().lanewise(VectorOperators.ASHR, 31);
      weight
          .mul(errors[p])
          .reinterpretAsInts()
          .and(positive)
          .reinterpretAsFloats()
          .intoArray(hidden, hiddenAt + p * row);
    }
  }

  private static void backwardOfMany(
      int row,
      int channels,
      float[] errors,
      int error,
      float[] output,
      int outputAt,
      float[] hidden,
      int at) {
    for (int h = 0; h < row; h += L) {
      FloatVector gradient = FloatVector.fromArray(S, output, outputAt + h).mul(errors[error]);
      for (int c = 1; c < channels; c++) {
        FloatVector weight = FloatVector.fromArray(S, output, outputAt + c * row + h);
        gradient = FloatVector.broadcast(S, errors[error + c]).fma(weight, gradient);
      }
      IntVector unit = FloatVector.fromArray(S, hidden, at + h).reinterpretAsInts();
      IntVector positive = unit.neg().lanewise(VectorOperators.ASHR, 31);
      gradient.reinterpretAsInts().and(positive).reinterpretAsFloats().intoArray(hidden, at + h);
    }
  }

  /**
   * Sums stay in registers while the users of a row are processed: a row is written once, not once
   * per user.
   */
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
    for (int r = 0; r < rows; r++) {
      int h = 0;
      int to = tablesAt + r * row;
      for (; h <= row - 9 * L; h += 9 * L) {
        nineOf(starts[r], starts[r + 1], users, gradients, gradientsAt + h, tables, to + h);
      }
      for (; h < row; h += L) {
        oneOf(starts[r], starts[r + 1], users, gradients, gradientsAt + h, tables, to + h);
      }
    }
  }

  private static void nineOf(
      int from, int to, int[] users, float[] gradients, int h, float[] out, int at) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    FloatVector s8 = s0;
    for (int u = from; u < to; u++) {
      int g = users[u] + h;
      s0 = s0.add(FloatVector.fromArray(S, gradients, g));
      s1 = s1.add(FloatVector.fromArray(S, gradients, g + L));
      s2 = s2.add(FloatVector.fromArray(S, gradients, g + 2 * L));
      s3 = s3.add(FloatVector.fromArray(S, gradients, g + 3 * L));
      s4 = s4.add(FloatVector.fromArray(S, gradients, g + 4 * L));
      s5 = s5.add(FloatVector.fromArray(S, gradients, g + 5 * L));
      s6 = s6.add(FloatVector.fromArray(S, gradients, g + 6 * L));
      s7 = s7.add(FloatVector.fromArray(S, gradients, g + 7 * L));
      s8 = s8.add(FloatVector.fromArray(S, gradients, g + 8 * L));
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + L);
    s2.intoArray(out, at + 2 * L);
    s3.intoArray(out, at + 3 * L);
    s4.intoArray(out, at + 4 * L);
    s5.intoArray(out, at + 5 * L);
    s6.intoArray(out, at + 6 * L);
    s7.intoArray(out, at + 7 * L);
    s8.intoArray(out, at + 8 * L);
  }

  private static void oneOf(
      int from, int to, int[] users, float[] gradients, int h, float[] out, int at) {
    FloatVector sum = FloatVector.zero(S);
    for (int u = from; u < to; u++) {
      sum = sum.add(FloatVector.fromArray(S, gradients, users[u] + h));
    }
    sum.intoArray(out, at);
  }

  @Override
  public void addRows(
      int rows, int length, float[] from, int fromAt, int[] places, float[] to, int toAt) {
    for (int r = 0; r < rows; r++) {
      add(from, fromAt + r * length, to, toAt + places[r], length);
    }
  }

  private static void add(float[] from, int fromAt, float[] to, int toAt, int count) {
    for (int h = 0; h < count; h += L) {
      FloatVector.fromArray(S, to, toAt + h)
          .add(FloatVector.fromArray(S, from, fromAt + h))
          .intoArray(to, toAt + h);
    }
  }
}
