package io.anchorage.kernel.vector;

import io.anchorage.kernel.Exp2;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Exp2}, one vector at a time: the same operations in the same order. */
final class VectorExp2 {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private VectorExp2() {}

  /**
   * Replaces {@code size} exponents from {@code m[at]} on by {@link Exp2#bounded} of them.
   *
   * @param size a multiple of the vector length
   */
  static void replace(float[] m, int at, int size) {
    FloatVector least = FloatVector.broadcast(S, Exp2.LEAST);
    FloatVector most = FloatVector.broadcast(S, Exp2.MOST);
    FloatVector round = FloatVector.broadcast(S, Exp2.ROUND);
    FloatVector e6 = FloatVector.broadcast(S, Exp2.E6);
    FloatVector e5 = FloatVector.broadcast(S, Exp2.E5);
    FloatVector e4 = FloatVector.broadcast(S, Exp2.E4);
    FloatVector e3 = FloatVector.broadcast(S, Exp2.E3);
    FloatVector e2 = FloatVector.broadcast(S, Exp2.E2);
    FloatVector e1 = FloatVector.broadcast(S, Exp2.E1);
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = 0; i < size; i += L) {
      FloatVector x = FloatVector.fromArray(S, m, at + i).min(most).max(least);
      FloatVector shifted = x.add(round);
      FloatVector power =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, Exp2.MANTISSA)
              .add(Exp2.ONE)
              .reinterpretAsFloats();
      FloatVector r = x.sub(shifted.sub(round));
      FloatVector square = r.mul(r);
      FloatVector low = square.fma(r.fma(e3, e2), r.fma(e1, one));
      FloatVector high = square.fma(e6, r.fma(e5, e4));
      square.mul(square).fma(high, low).mul(power).intoArray(m, at + i);
    }
  }
}
