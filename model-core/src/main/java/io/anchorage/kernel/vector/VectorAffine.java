package io.anchorage.kernel.vector;

import io.anchorage.kernel.Affine;
import io.anchorage.kernel.MlpPoints;
import jdk.incubator.vector.FloatVector;

/** The twin of {@link Affine}. */
final class VectorAffine implements VectorMapping {
  private final Affine affine;

  VectorAffine(Affine affine) {
    this.affine = affine;
  }

  @Override
  public void apply(MlpPoints points, int position, float[] m, int at) {
    FloatVector scale = FloatVector.broadcast(Lanes.SPECIES, affine.scale());
    FloatVector shift = FloatVector.broadcast(Lanes.SPECIES, affine.shift());
    for (int k = 0; k < affine.coordinates(); k++) {
      FloatVector.fromArray(Lanes.SPECIES, points.laid(k), position)
          .fma(scale, shift)
          .intoArray(m, at + k * Lanes.LENGTH);
    }
  }
}
