package io.anchorage.kernel.scalar;

import io.anchorage.kernel.Exp2;

/** f = (1 - 2^-phi) / (1 + 2^-phi), f' = 1 - f^2. */
final class ScalarTanh implements ScalarActivation {
  @Override
  public void apply(int layer, float[] values, float[] derivatives, int from, int to) {
    for (int q = from; q < to; q++) {
      float power = Exp2.bounded(-values[q]);
      float value = (1f - power) / (1f + power);
      values[q] = value;
      derivatives[q] = Math.fma(-value, value, 1f);
    }
  }
}
