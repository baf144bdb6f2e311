package io.anchorage.kernel.scalar;

import io.anchorage.kernel.SinCosPi;

/** f = sin pi phi, f' = cos pi phi. */
final class ScalarSine implements ScalarActivation {
  @Override
  public void apply(int layer, float[] values, float[] derivatives, int from, int to) {
    for (int q = from; q < to; q++) {
      SinCosPi.into(values[q], values, derivatives, q);
    }
  }
}
