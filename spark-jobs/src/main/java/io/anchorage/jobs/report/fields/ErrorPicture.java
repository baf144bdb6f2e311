package io.anchorage.jobs.report.fields;

import io.anchorage.signal.Raster;

/** Where a field differs from its image: red where it is too bright, blue where it is too dark. */
final class ErrorPicture {
  /** The difference, as a share of the range, at which the colour is deepest. */
  private static final double DEEPEST = 0.1;

  private static final int CHANNELS = 3;
  private static final int WHITE = 255;

  private ErrorPicture() {}

  /**
   * Draws the mean difference over the channels.
   *
   * @param original the image
   * @param field of the image's shape
   */
  static Raster of(Raster original, Raster field) {
    int height = original.height();
    int width = original.width();
    char[] samples = new char[height * width * CHANNELS];
    for (int p = 0; p < height * width; p++) {
      double strength = Math.min(1, Math.max(-1, difference(original, field, p) / DEEPEST));
      int faded = (int) Math.round(WHITE * (1 - Math.abs(strength)));
      samples[CHANNELS * p] = (char) (strength >= 0 ? WHITE : faded);
      samples[CHANNELS * p + 1] = (char) faded;
      samples[CHANNELS * p + 2] = (char) (strength <= 0 ? WHITE : faded);
    }
    return new Raster(height, width, CHANNELS, 8, samples);
  }

  private static double difference(Raster original, Raster field, int pixel) {
    int channels = original.channels();
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      int at = pixel * channels + c;
      sum +=
          field.samples()[at] / (double) field.peak()
              - original.samples()[at] / (double) original.peak();
    }
    return sum / channels;
  }
}
