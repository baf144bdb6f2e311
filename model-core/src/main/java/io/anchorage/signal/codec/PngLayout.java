package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;

/** How the bytes of a PNG row become samples. */
sealed interface PngLayout {
  /** Channels of the decoded image, alpha included. */
  int channels();

  /**
   * Writes the pixels of one row.
   *
   * @param row unfiltered bytes
   * @param to number of the row's first pixel in the image
   * @param apart distance in the image from one pixel of the row to the next
   */
  void write(byte[] row, int columns, char[] samples, int to, int apart) throws BadImageException;

  /**
   * One palette index per pixel, packed from the high bits down.
   *
   * @param depth bits of an index: 1, 2, 4 or 8
   */
  record Indexed(int depth, Palette palette) implements PngLayout {
    @Override
    public int channels() {
      return palette.channels();
    }

    @Override
    public void write(byte[] row, int columns, char[] samples, int to, int apart)
        throws BadImageException {
      int mask = (1 << depth) - 1;
      int step = apart * palette.channels();
      int at = to * palette.channels();
      for (int x = 0; x < columns; x++) {
        int bit = x * depth;
        int index = row[bit >> 3] >> (8 - depth - (bit & 7)) & mask;
        palette.put(index, samples, at);
        at += step;
      }
    }
  }

  /** Samples of one or two bytes. */
  final class Direct implements PngLayout {
    private final int bytes;
    private final int stored;
    private final int[] key;

    /**
     * @param bytes of a sample: 1 or 2
     * @param stored samples of a pixel in the file
     * @param key the transparent colour, or null
     */
    Direct(int bytes, int stored, int[] key) {
      this.bytes = bytes;
      this.stored = stored;
      this.key = key;
    }

    @Override
    public int channels() {
      return key == null ? stored : stored + 1;
    }

    @Override
    public void write(byte[] row, int columns, char[] samples, int to, int apart) {
      int channels = channels();
      int from = 0;
      for (int x = 0; x < columns; x++) {
        int at = (to + x * apart) * channels;
        boolean transparent = key != null;
        for (int c = 0; c < stored; c++) {
          int sample = bytes == 1 ? Bytes.u8(row, from) : Bytes.u16be(row, from);
          from += bytes;
          samples[at + c] = (char) sample;
          transparent &= key != null && sample == key[c];
        }
        if (key != null) {
          samples[at + stored] = (char) (transparent ? 0 : (1 << (8 * bytes)) - 1);
        }
      }
    }
  }
}
