package io.anchorage.kernel.vector;

import io.anchorage.kernel.Finer;
import io.anchorage.kernel.SinCosPi;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The twin of {@code ScalarFiner}. */
final class VectorFiner implements VectorActivation {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final Finer finer;

  VectorFiner(Finer finer) {
    this.finer = finer;
  }

  @Override
  public void apply(int layer, float[] m, int values, int derivatives, int size) {
    replace(m, values, derivatives, size, finer.stretch(layer), finer.slope(layer));
  }

  /**
   * Does the stretch, {@link VectorSinCosPi#replace} and the derivative's factor in one sweep:
   * three sweeps would take twice the loads and stores.
   */
  private static void replace(
      float[] m, int values, int derivatives, int size, float kappa, float slope) {
    FloatVector stretch = FloatVector.broadcast(S, kappa);
    FloatVector factor = FloatVector.broadcast(S, slope);
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
      FloatVector phase = FloatVector.fromArray(S, m, values + i);
      FloatVector distance = phase.abs();
      FloatVector x = phase.mul(distance.fma(stretch, one));
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
          .intoArray(m, values + i);
      c.reinterpretAsInts()
          .lanewise(VectorOperators.XOR, sign)
          .reinterpretAsFloats()
          .mul(distance.fma(factor, one))
          .intoArray(m, derivatives + i);
    }
  }
}
