package io.anchorage.learn.input;

/** Reorders the values of several channels at the same points. */
final class Channels {
  private Channels() {}

  /** Transposes [channels][points] to [points][channels]. */
  static float[] last(float[] values, int channels) {
    int points = values.length / channels;
    float[] turned = new float[values.length];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < points; p++) {
        turned[p * channels + c] = values[c * points + p];
      }
    }
    return turned;
  }
}
