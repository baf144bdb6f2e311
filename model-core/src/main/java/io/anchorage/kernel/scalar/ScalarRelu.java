package io.anchorage.kernel.scalar;

/** f = max(phi, 0), f' = 1 where that is positive, else 0. */
final class ScalarRelu implements ScalarActivation {
  @Override
  public void apply(int layer, float[] values, float[] derivatives, int from, int to) {
    for (int q = from; q < to; q++) {
      values[q] = Math.max(values[q], 0f);
      derivatives[q] = values[q] > 0 ? 1f : 0f;
    }
  }
}
