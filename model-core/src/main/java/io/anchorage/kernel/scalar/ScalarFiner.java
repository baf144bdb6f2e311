package io.anchorage.kernel.scalar;

import io.anchorage.kernel.Finer;
import io.anchorage.kernel.SinCosPi;

/**
 * u = kappa |phi| + 1, f = sin pi (phi u), f' = cos pi (phi u) (slope |phi| + 1); both factors use
 * fused multiply-adds.
 */
final class ScalarFiner implements ScalarActivation {
  private final Finer finer;

  ScalarFiner(Finer finer) {
    this.finer = finer;
  }

  @Override
  public void apply(int layer, float[] values, float[] derivatives, int from, int to) {
    float stretch = finer.stretch(layer);
    float slope = finer.slope(layer);
    for (int q = from; q < to; q++) {
      float phase = values[q];
      float size = Math.abs(phase);
      SinCosPi.into(phase * Math.fma(size, stretch, 1f), values, derivatives, q);
      derivatives[q] *= Math.fma(size, slope, 1f);
    }
  }
}
