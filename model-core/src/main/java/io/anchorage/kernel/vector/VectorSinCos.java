package io.anchorage.kernel.vector;

import io.anchorage.kernel.SinCos;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link SinCos}, one vector at a time: the same operations in the same order. */
final class VectorSinCos {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private VectorSinCos() {}

  /**
   * Replaces the phases in {@code sin[from .. to)} by their sines, and writes their cosines to the
   * same places of {@code cos}.
   *
   * <p>Written out in one piece, which makes it too long for the compiler to inline (more than 325
   * bytes): inside a larger loop it would keep the coefficients in memory instead of registers, at
   * half the speed.
   *
   * @param to {@code from} and a multiple of a vector
   */
  static void replace(float[] sin, float[] cos, int from, int to) {
    FloatVector round = FloatVector.broadcast(S, SinCos.ROUND);
    FloatVector inversePi = FloatVector.broadcast(S, SinCos.INVERSE_PI);
    FloatVector minusPi1 = FloatVector.broadcast(S, SinCos.MINUS_PI_1);
    FloatVector minusPi2 = FloatVector.broadcast(S, SinCos.MINUS_PI_2);
    FloatVector minusPi3 = FloatVector.broadcast(S, SinCos.MINUS_PI_3);
    FloatVector s11 = FloatVector.broadcast(S, SinCos.S11);
    FloatVector s9 = FloatVector.broadcast(S, SinCos.S9);
    FloatVector s7 = FloatVector.broadcast(S, SinCos.S7);
    FloatVector s5 = FloatVector.broadcast(S, SinCos.S5);
    FloatVector s3 = FloatVector.broadcast(S, SinCos.S3);
    FloatVector c12 = FloatVector.broadcast(S, SinCos.C12);
    FloatVector c10 = FloatVector.broadcast(S, SinCos.C10);
    FloatVector c8 = FloatVector.broadcast(S, SinCos.C8);
    FloatVector c6 = FloatVector.broadcast(S, SinCos.C6);
    FloatVector c4 = FloatVector.broadcast(S, SinCos.C4);
    FloatVector c2 = FloatVector.broadcast(S, SinCos.C2);
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = from; i < to; i += L) {
      FloatVector x = FloatVector.fromArray(S, sin, i);
      FloatVector shifted = x.fma(inversePi, round);
      IntVector sign = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
      FloatVector q = shifted.sub(round);
      FloatVector r = q.fma(minusPi1, x);
      r = q.fma(minusPi2, r);
      r = q.fma(minusPi3, r);
      FloatVector square = r.mul(r);
      FloatVector s = square.fma(s11, s9);
      s = s.fma(square, s7);
      s = s.fma(square, s5);
      s = s.fma(square, s3);
      s = s.mul(square).fma(r, r);
      FloatVector c = square.fma(c12, c10);
      c = c.fma(square, c8);
      c = c.fma(square, c6);
      c = c.fma(square, c4);
      c = c.fma(square, c2);
      c = c.fma(square, one);
      signed(s, sign).intoArray(sin, i);
      signed(c, sign).intoArray(cos, i);
    }
  }

  private static FloatVector signed(FloatVector value, IntVector sign) {
    return value.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
  }
}
