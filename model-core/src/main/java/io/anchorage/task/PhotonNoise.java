package io.anchorage.task;

import io.anchorage.kernel.random.Draws;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Normalisation;

/**
 * The noise of a camera: {@code (Poisson(photons * x) + Normal(0, readout^2)) / photons} of a
 * sample x on the unit scale.
 *
 * @param photons that a sample of 1 counts, on average
 * @param readout standard deviation of what reading adds, in photons
 */
record PhotonNoise(double photons, double readout) {
  /**
   * Noisy values; they may leave the range of the values without noise.
   *
   * @param values [channels][points], normalised
   * @return the same shape
   */
  float[] of(float[] values, Normalisation normalisation, Philox random) {
    Draws draws = new Draws(random);
    int points = values.length / normalisation.channels();
    float[] noisy = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int channel = i / points;
      double mean = photons * Math.max(0, normalisation.toUnit(channel, values[i]));
      double counted = draws.poisson(mean) + readout * draws.normal();
      noisy[i] = normalisation.toValue(channel, (float) (counted / photons));
    }
    return noisy;
  }
}
