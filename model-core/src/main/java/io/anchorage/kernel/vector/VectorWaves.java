package io.anchorage.kernel.vector;

import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.Waves;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The twin of {@link Waves}. */
final class VectorWaves implements VectorMapping {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final Waves waves;

  /** [frequencies][coordinates]. */
  private final float[] frequencies;

  VectorWaves(Waves waves) {
    this.waves = waves;
    this.frequencies = new float[waves.frequencies().size()];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = waves.frequencies().get(i);
    }
  }

  @Override
  public void apply(MlpPoints points, int position, float[] m, int at) {
    for (int k = 0; k < waves.before(); k++) {
      FloatVector.fromArray(S, points.laid(k), position).intoArray(m, at + k * L);
    }
    int sines = at + waves.before() * L;
    int cosines = sines + waves.count() * L;
    FloatVector x = FloatVector.fromArray(S, points.laid(0), position);
    for (int j = 0; j < waves.count(); j++) {
      x.mul(frequencies[j * waves.coordinates()]).intoArray(m, sines + j * L);
    }
    for (int k = 1; k < waves.coordinates(); k++) {
      add(FloatVector.fromArray(S, points.laid(k), position), k, m, sines);
    }
    VectorSinCosPi.replace(m, sines, cosines, waves.count() * L);
  }

  /** phase_j += x f_jk. */
  private void add(FloatVector x, int k, float[] m, int sines) {
    for (int j = 0; j < waves.count(); j++) {
      FloatVector f = FloatVector.broadcast(S, frequencies[j * waves.coordinates() + k]);
      x.fma(f, FloatVector.fromArray(S, m, sines + j * L)).intoArray(m, sines + j * L);
    }
  }
}
