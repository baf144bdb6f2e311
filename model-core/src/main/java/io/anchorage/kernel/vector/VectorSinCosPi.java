package io.anchorage.kernel.vector;

import io.anchorage.kernel.SinCosPi;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link SinCosPi}, one vector at a time: the same operations in the same order. */
final class VectorSinCosPi {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private VectorSinCosPi() {}

  /**
   * Replaces {@code size} phases from {@code m[sin]} on by their sines, and writes their cosines
   * from {@code m[cos]} on.
   *
   * <p>Written as one piece, too long for the compiler to inline (more than 325 bytes): inlined
   * into a larger loop, it would keep the coefficients in memory instead of registers, at half the
   * speed.
   *
   * @param size a multiple of the vector length
   */
  static void replace(float[] m, int sin, int cos, int size) {
    FloatVector round = FloatVector.broadcast(S, SinCosPi.ROUND);
    FloatVector s9 = FloatVector.broadcast(S, SinCosPi.S9);
    FloatVector s7 = FloatVector.broadcast(S, SinCosPi.S7);
    FloatVector s5 = FloatVector.broadcast(S, SinCosPi.S5);
    FloatVector s3 = FloatVector.broadcast(S, SinCosPi.S3);
    FloatVector s1 = FloatVector.broadcast(S, SinCosPi.S1);
    FloatVector c8 = FloatVector.broadcast(S, SinCosPi.C8);
    FloatVector c6 = FloatVector.broadcast(S, SinCosPi.C6);
    FloatVector c4 = FloatVector.broadcast(S, SinCosPi.C4);
    FloatVector c2 = FloatVector.broadcast(S, SinCosPi.C2);
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = 0; i < size; i += L) {
      FloatVector x = FloatVector.fromArray(S, m, sin + i);
      FloatVector shifted = x.add(round);
      IntVector sign = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
      FloatVector r = x.sub(shifted.sub(round));
      FloatVector square = r.mul(r);
      FloatVector fourth = square.mul(square);
      FloatVector s = fourth.fma(s9, square.fma(s7, s5));
      FloatVector c = fourth.fma(c8, square.fma(c6, c4));
      s = fourth.fma(s, square.fma(s3, s1));
      c = fourth.fma(c, square.fma(c2, one));
      s.mul(r)
          .reinterpretAsInts()
          .lanewise(VectorOperators.XOR, sign)
          .reinterpretAsFloats()
          .intoArray(m, sin + i);
      c.reinterpretAsInts()
          .lanewise(VectorOperators.XOR, sign)
          .reinterpretAsFloats()
          .intoArray(m, cos + i);
    }
  }
}
