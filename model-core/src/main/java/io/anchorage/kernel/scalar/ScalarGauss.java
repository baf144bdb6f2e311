package io.anchorage.kernel.scalar;

import io.anchorage.kernel.Exp2;

/** f = 2^(-phi^2), f' = -phi f. */
final class ScalarGauss implements ScalarActivation {
  @Override
  public void apply(int layer, float[] values, float[] derivatives, int from, int to) {
    for (int q = from; q < to; q++) {
      float phase = values[q];
      values[q] = Exp2.of(-(phase * phase));
      derivatives[q] = -phase * values[q];
    }
  }
}
