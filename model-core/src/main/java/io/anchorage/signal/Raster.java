package io.anchorage.signal;

/**
 * An image's pixels exactly as stored: unsigned samples of 8 or 16 bits, interleaved row by row.
 *
 * <p>Not a record, because {@code samples} is a large array that is shared and never compared.
 */
public final class Raster {
  private final int height;
  private final int width;
  private final int channels;
  private final int bits;
  private final char[] samples;
  private final boolean palette;

  /**
   * @param channels 1 (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGB and alpha)
   * @param bits 8 or 16; samples lie in [0, 2^bits - 1]
   * @param samples [height][width][channels]; shared, not copied
   */
  public Raster(int height, int width, int channels, int bits, char[] samples) {
    this(height, width, channels, bits, samples, false);
  }

  private Raster(int height, int width, int channels, int bits, char[] samples, boolean palette) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "Raster must have at least one pixel: " + width + "x" + height);
    }
    if (channels < 1 || channels > 4) {
      throw new IllegalArgumentException("Raster channels must be 1 to 4: " + channels);
    }
    if (bits != 8 && bits != 16) {
      throw new IllegalArgumentException("Raster bits must be 8 or 16: " + bits);
    }
    if (samples.length != (long) height * width * channels) {
      throw new IllegalArgumentException(
          "Raster of %dx%d with %d channels needs %d samples: %d"
              .formatted(
                  width, height, channels, (long) height * width * channels, samples.length));
    }
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.bits = bits;
    this.samples = samples;
    this.palette = palette;
  }

  /** The same pixels, said to have been stored as indices into a palette. */
  public Raster ofPalette() {
    return new Raster(height, width, channels, bits, samples, true);
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

  public int bits() {
    return bits;
  }

  /**
   * Whether the decoded file holds indices into a palette. If such an image has no colours, it is
   * only because all entries happen to be grey: the same dataset may well hold palettes of colours.
   * Not part of the pixels: hashes ignore it and transforms drop it.
   */
  public boolean palette() {
    return palette;
  }

  /** The largest value of a sample: 255 or 65535. */
  public int peak() {
    return (1 << bits) - 1;
  }

  public int sample(int row, int column, int channel) {
    return samples[(row * width + column) * channels + channel];
  }

  /** [height][width][channels]. The raster's own array: read it, do not write. */
  public char[] samples() {
    return samples;
  }
}
