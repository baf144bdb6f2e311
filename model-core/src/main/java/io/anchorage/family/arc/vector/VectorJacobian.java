package io.anchorage.family.arc.vector;

import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.family.arc.kernel.JacobianKernel;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.vector.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The SIMD twin of the scalar kernel of Jacobians.
 *
 * <p>None of our methods takes or returns vectors: if the compiler did not inline such a method, it
 * would put every vector on the heap. The negated bits of a hidden unit have the sign bit set
 * exactly if the unit is positive.
 */
public final class VectorJacobian implements JacobianKernel {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, S.vectorShape());
  private static final int L = Lanes.LENGTH;
  private static final int[] BITS = bits();

  private static int[] bits() {
    int[] bits = new int[L];
    for (int i = 0; i < L; i++) {
      bits[i] = 1 << i;
    }
    return bits;
  }

  @Override
  public void follow(
      ArcShape shape,
      int count,
      float[] before,
      int beforeAt,
      float[] now,
      int nowAt,
      float[] units,
      int unitsAt,
      float[] rows,
      int rowsAt) {
    int hidden = shape.hidden();
    int row = shape.jacobianRow();
    int[] changed = new int[shape.hiddenRow()];
    float[] signs = new float[shape.hiddenRow()];
    int[] words = new int[shape.hiddenRow() / L];
    for (int p = 0; p < count; p++) {
      int was = beforeAt + p * shape.hiddenRow();
      int is = nowAt + p * shape.hiddenRow();
      switched(hidden, before, was, now, is, words);
      int found = changes(hidden, words, now, is, row, changed, signs);
      for (int c = 0; found > 0 && c < shape.channels(); c++) {
        int unit = unitsAt + c * hidden * row;
        int to = rowsAt + (p * shape.channels() + c) * row;
        int k = 0;
        for (; k <= row - 4 * L; k += 4 * L) {
          fourOf(found, changed, signs, units, unit + k, rows, to + k);
        }
        for (; k < row; k += L) {
          oneOf(found, changed, signs, units, unit + k, rows, to + k);
        }
      }
    }
  }

  /** Lists the units that were switched, and how. */
  private static int changes(
      int hidden, int[] words, float[] now, int is, int row, int[] changed, float[] signs) {
    int found = 0;
    for (int h = 0; h < hidden; h += L) {
      for (int bits = words[h / L]; bits != 0; bits &= bits - 1) {
        int unit = h + Integer.numberOfTrailingZeros(bits);
        changed[found] = unit * row;
        signs[found++] = now[is + unit] > 0 ? 1f : -1f;
      }
    }
    return found;
  }

  /** For each vector of units, a bit for each unit that is positive in exactly one of the two. */
  private static void switched(
      int hidden, float[] before, int was, float[] now, int is, int[] words) {
    for (int h = 0; h < hidden; h += L) {
      IntVector old = FloatVector.fromArray(S, before, was + h).reinterpretAsInts().neg();
      IntVector fresh = FloatVector.fromArray(S, now, is + h).reinterpretAsInts().neg();
      words[h / L] =
          old.lanewise(VectorOperators.XOR, fresh)
              .lanewise(VectorOperators.ASHR, 31)
              .and(IntVector.fromArray(I, BITS, 0))
              .reduceLanes(VectorOperators.OR);
    }
  }

  private static void fourOf(
      int count, int[] changed, float[] signs, float[] units, int unit, float[] rows, int to) {
    FloatVector s0 = FloatVector.fromArray(S, rows, to);
    FloatVector s1 = FloatVector.fromArray(S, rows, to + L);
    FloatVector s2 = FloatVector.fromArray(S, rows, to + 2 * L);
    FloatVector s3 = FloatVector.fromArray(S, rows, to + 3 * L);
    for (int i = 0; i < count; i++) {
      int at = unit + changed[i];
      FloatVector sign = FloatVector.broadcast(S, signs[i]);
      s0 = FloatVector.fromArray(S, units, at).fma(sign, s0);
      s1 = FloatVector.fromArray(S, units, at + L).fma(sign, s1);
      s2 = FloatVector.fromArray(S, units, at + 2 * L).fma(sign, s2);
      s3 = FloatVector.fromArray(S, units, at + 3 * L).fma(sign, s3);
    }
    s0.intoArray(rows, to);
    s1.intoArray(rows, to + L);
    s2.intoArray(rows, to + 2 * L);
    s3.intoArray(rows, to + 3 * L);
  }

  private static void oneOf(
      int count, int[] changed, float[] signs, float[] units, int unit, float[] rows, int to) {
    FloatVector sum = FloatVector.fromArray(S, rows, to);
    for (int i = 0; i < count; i++) {
      FloatVector sign = FloatVector.broadcast(S, signs[i]);
      sum = FloatVector.fromArray(S, units, unit + changed[i]).fma(sign, sum);
    }
    sum.intoArray(rows, to);
  }

  @Override
  public void along(
      ArcShape shape,
      int count,
      float[] rows,
      int rowsAt,
      float[] direction,
      int[] from,
      int fromAt,
      float[] lanes) {
    int slots = shape.slots();
    int channels = shape.channels();
    int length = shape.latentRow();
    int row = shape.jacobianRow();
    for (int i = 0; i < count * channels; i++) {
      int f = fromAt + i / channels * slots;
      int at = rowsAt + i * row;
      for (int part = 0; part < LaneTree.LANES; part += L) {
        int to = i * LaneTree.LANES + part;
        if (slots == 4) {
          fourSlots(length, rows, at, direction, part, from, f, lanes, to);
        } else {
          anySlots(slots, length, rows, at, direction, part, from, f, lanes, to);
        }
      }
    }
  }

  private static void fourSlots(
      int length,
      float[] rows,
      int at,
      float[] x,
      int part,
      int[] from,
      int f,
      float[] lanes,
      int to) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int f0 = from[f];
    int f1 = from[f + 1];
    int f2 = from[f + 2];
    int f3 = from[f + 3];
    int at1 = at + length;
    int at2 = at1 + length;
    int at3 = at2 + length;
    for (int z = part; z < length; z += LaneTree.LANES) {
      s0 = FloatVector.fromArray(S, rows, at + z).fma(FloatVector.fromArray(S, x, f0 + z), s0);
      s1 = FloatVector.fromArray(S, rows, at1 + z).fma(FloatVector.fromArray(S, x, f1 + z), s1);
      s2 = FloatVector.fromArray(S, rows, at2 + z).fma(FloatVector.fromArray(S, x, f2 + z), s2);
      s3 = FloatVector.fromArray(S, rows, at3 + z).fma(FloatVector.fromArray(S, x, f3 + z), s3);
    }
    s0.add(s1).add(s2).add(s3).intoArray(lanes, to);
  }

  private static void anySlots(
      int slots,
      int length,
      float[] rows,
      int at,
      float[] x,
      int part,
      int[] from,
      int f,
      float[] lanes,
      int to) {
    for (int j = 0; j < slots; j++) {
      FloatVector sum = FloatVector.zero(S);
      int row = at + j * length;
      int latent = from[f + j];
      for (int z = part; z < length; z += LaneTree.LANES) {
        FloatVector direction = FloatVector.fromArray(S, x, latent + z);
        sum = FloatVector.fromArray(S, rows, row + z).fma(direction, sum);
      }
      (j == 0 ? sum : FloatVector.fromArray(S, lanes, to).add(sum)).intoArray(lanes, to);
    }
  }

  @Override
  public void back(
      ArcShape shape,
      int count,
      float[] rows,
      int rowsAt,
      float[] values,
      int valuesAt,
      int[] to,
      int toAt,
      float[] out) {
    int slots = shape.slots();
    int channels = shape.channels();
    int length = shape.latentRow();
    for (int i = 0; i < count * channels; i++) {
      int t = toAt + i / channels * slots;
      int at = rowsAt + i * shape.jacobianRow();
      for (int j = 0; j < slots; j++) {
        add(length, values[valuesAt + i], rows, at + j * length, out, to[t + j]);
      }
    }
  }

  private static void add(int length, float value, float[] rows, int at, float[] out, int to) {
    for (int z = 0; z < length; z += L) {
      FloatVector sum = FloatVector.fromArray(S, out, to + z);
      FloatVector.fromArray(S, rows, at + z)
          .fma(FloatVector.broadcast(S, value), sum)
          .intoArray(out, to + z);
    }
  }

  @Override
  public void squares(
      ArcShape shape, int count, float[] rows, int rowsAt, int[] to, int toAt, float[] out) {
    int slots = shape.slots();
    int channels = shape.channels();
    int length = shape.latentRow();
    for (int i = 0; i < count * channels; i++) {
      int t = toAt + i / channels * slots;
      int at = rowsAt + i * shape.jacobianRow();
      for (int j = 0; j < slots; j++) {
        addSquares(length, rows, at + j * length, out, to[t + j]);
      }
    }
  }

  private static void addSquares(int length, float[] rows, int at, float[] out, int to) {
    for (int z = 0; z < length; z += L) {
      FloatVector x = FloatVector.fromArray(S, rows, at + z);
      x.fma(x, FloatVector.fromArray(S, out, to + z)).intoArray(out, to + z);
    }
  }

  @Override
  public float dot(float[] a, float[] b) {
    float[] lanes = new float[LaneTree.LANES];
    for (int part = 0; part < LaneTree.LANES; part += L) {
      FloatVector sum = FloatVector.zero(S);
      for (int i = part; i < a.length; i += LaneTree.LANES) {
        sum = FloatVector.fromArray(S, a, i).fma(FloatVector.fromArray(S, b, i), sum);
      }
      sum.intoArray(lanes, part);
    }
    return LaneTree.sum(lanes, 0);
  }
}
