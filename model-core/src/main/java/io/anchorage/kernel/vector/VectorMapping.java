package io.anchorage.kernel.vector;

import io.anchorage.kernel.Affine;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.Waves;

/** The twin of {@link InputMapping#apply}, one vector of points at a time. */
interface VectorMapping {
  static VectorMapping of(InputMapping mapping) {
    if (mapping instanceof Waves waves) {
      return new VectorWaves(waves);
    } else if (mapping instanceof Affine affine) {
      return new VectorAffine(affine);
    }
    throw new AssertionError(mapping);
  }

  /**
   * Writes the features of one vector of points to {@code m[at]} on: [feature][lane].
   *
   * @param position of the first point
   */
  void apply(MlpPoints points, int position, float[] m, int at);
}
