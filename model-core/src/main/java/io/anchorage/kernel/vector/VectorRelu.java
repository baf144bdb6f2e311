package io.anchorage.kernel.vector;

import io.anchorage.kernel.Exp2;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The twin of {@code ScalarRelu}. */
final class VectorRelu implements VectorActivation {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  /**
   * The derivative without a mask: the bits of a positive float are a positive integer, whose
   * negative has all bits set once it is shifted by 31.
   */
  @Override
  public void apply(int layer, float[] m, int values, int derivatives, int size) {
    FloatVector zero = FloatVector.zero(S);
    for (int i = 0; i < size; i += L) {
      FloatVector value = FloatVector.fromArray(S, m, values + i).max(zero);
      IntVector positive =
          value.reinterpretAsInts().neg().lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
      value.intoArray(m, values + i);
      positive.and(Exp2.ONE).reinterpretAsFloats().intoArray(m, derivatives + i);
    }
  }
}
