package io.anchorage.fit.djl;

import java.util.List;

/** The targets of a batch, in the order of a network's outputs. */
public final class BatchTargets {
  private BatchTargets() {}

  /**
   * Transposes each signal's [channels][points] into [batch][points][channels].
   *
   * @param values one array per signal
   */
  public static float[] pointMajor(List<float[]> values, int channels) {
    int size = values.get(0).length;
    int points = size / channels;
    float[] all = new float[Math.multiplyExact(values.size(), size)];
    for (int b = 0; b < values.size(); b++) {
      for (int c = 0; c < channels; c++) {
        for (int n = 0; n < points; n++) {
          all[(b * points + n) * channels + c] = values.get(b)[c * points + n];
        }
      }
    }
    return all;
  }
}
