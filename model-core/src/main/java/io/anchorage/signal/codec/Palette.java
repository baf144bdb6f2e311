package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;

/**
 * Turns palette indices into samples: RGB, or grey if every entry is grey, followed by alpha if
 * there is any.
 */
final class Palette {
  private final int size;
  private final int channels;
  private final char[] samples;

  /**
   * @param rgb [entries][3], 0 to 255
   * @param alpha alpha of the first entries, 0 to 255; the other entries are opaque. Null for no
   *     alpha channel
   */
  Palette(int[] rgb, int[] alpha) {
    this.size = rgb.length / 3;
    boolean grey = isGrey(rgb);
    int colours = grey ? 1 : 3;
    this.channels = alpha == null ? colours : colours + 1;
    this.samples = new char[size * channels];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < colours; c++) {
        samples[i * channels + c] = (char) rgb[3 * i + c];
      }
      if (alpha != null) {
        samples[i * channels + colours] = (char) (i < alpha.length ? alpha[i] : 255);
      }
    }
  }

  /** The palette of {@code 2^bits} greys from black to white; {@code bits} is 1, 2, 4 or 8. */
  static Palette greys(int bits, int transparent) {
    int size = 1 << bits;
    int[] rgb = new int[3 * size];
    int[] alpha = transparent < 0 ? null : new int[size];
    for (int i = 0; i < size; i++) {
      rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = i * 255 / (size - 1);
      if (alpha != null) {
        alpha[i] = i == transparent ? 0 : 255;
      }
    }
    return new Palette(rgb, alpha);
  }

  private static boolean isGrey(int[] rgb) {
    for (int i = 0; i < rgb.length; i += 3) {
      if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
        return false;
      }
    }
    return true;
  }

  int channels() {
    return channels;
  }

  /** Writes the samples of entry {@code index} to {@code out[to ...]}. */
  void put(int index, char[] out, int to) throws BadImageException {
    if (index >= size) {
      throw new BadImageException("Pixel has entry %d of a palette of %d".formatted(index, size));
    }
    for (int c = 0; c < channels; c++) {
      out[to + c] = samples[index * channels + c];
    }
  }
}
