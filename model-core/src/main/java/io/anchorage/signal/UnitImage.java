package io.anchorage.signal;

/**
 * An image made from a signal's values: samples on the unit scale, clamped to [0, 1].
 *
 * <p>Not a record, because {@code samples} is a large array that is shared and never compared.
 */
public final class UnitImage {
  private final int height;
  private final int width;
  private final int channels;
  private final float[] samples;

  private UnitImage(int height, int width, int channels, float[] samples) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.samples = samples;
  }

  /** The image that a signal represents; the signal must lie on a grid of two dimensions. */
  public static UnitImage of(Signal signal) {
    return of(signal.values(), signal.grid(), signal.normalisation());
  }

  /**
   * The image that values represent.
   *
   * @param values [channels][grid points], channel-major, normalised
   * @param grid of two dimensions, rows then columns
   */
  public static UnitImage of(float[] values, Grid grid, Normalisation normalisation) {
    if (grid.dimensions() != 2) {
      throw new IllegalArgumentException(
          "An image has two dimensions, the grid has " + grid.extents());
    }
    return new UnitImage(
        grid.extent(0), grid.extent(1), normalisation.channels(), samples(values, normalisation));
  }

  /**
   * Values as samples on the unit scale, clamped to [0, 1]; NaN stays NaN.
   *
   * @param values [channels][points], channel-major, normalised
   * @return the same shape
   */
  public static float[] samples(float[] values, Normalisation normalisation) {
    int points = values.length / normalisation.channels();
    float[] samples = new float[values.length];
    for (int c = 0; c < normalisation.channels(); c++) {
      float offset = normalisation.offset().get(c);
      float scale = normalisation.scale().get(c);
      for (int p = c * points; p < (c + 1) * points; p++) {
        samples[p] = Math.max(0f, Math.min(1f, values[p] * scale + offset));
      }
    }
    return samples;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  public int channels() {
    return channels;
  }

  /** [channels][height * width], in [0, 1]. The image's own array: read it, do not write. */
  public float[] samples() {
    return samples;
  }

  /**
   * The image as integer samples, rounded half up; NaN becomes 0.
   *
   * @param bits 8 or 16
   */
  public Raster raster(int bits) {
    int points = height * width;
    int peak = (1 << bits) - 1;
    char[] out = new char[samples.length];
    for (int p = 0; p < points; p++) {
      for (int c = 0; c < channels; c++) {
        out[p * channels + c] = (char) (samples[c * points + p] * (double) peak + 0.5);
      }
    }
    return new Raster(height, width, channels, bits, out);
  }
}
