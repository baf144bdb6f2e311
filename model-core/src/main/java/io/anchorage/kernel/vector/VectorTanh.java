package io.anchorage.kernel.vector;

import io.anchorage.kernel.Exp2;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The twin of {@code ScalarTanh}. */
final class VectorTanh implements VectorActivation {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  /**
   * Repeats the loop of {@link VectorExp2}, so that all is one long method, as {@link
   * VectorActivation} asks.
   */
  @Override
  public void apply(int layer, float[] m, int values, int derivatives, int size) {
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
      FloatVector x = FloatVector.fromArray(S, m, values + i).neg().min(most).max(least);
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
      FloatVector e = square.mul(square).fma(high, low).mul(power);
      FloatVector value = one.sub(e).div(one.add(e));
      value.intoArray(m, values + i);
      value.neg().fma(value, one).intoArray(m, derivatives + i);
    }
  }
}
