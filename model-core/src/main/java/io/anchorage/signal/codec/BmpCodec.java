package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;

/**
 * Windows bitmaps: palettes of 1, 4 and 8 bits, plain or run-length encoded, and colours of 16, 24
 * and 32 bits. The fourth byte of a pixel is alpha only if a mask says so and not all are 0.
 */
final class BmpCodec implements ImageCodec {
  @Override
  public ImageHeader header(byte[] bytes) throws BadImageException {
    BmpHeader header = BmpHeader.parse(bytes);
    return ImageHeader.stored(
            ImageFormat.BMP,
            header.width(),
            header.height(),
            header.channels(),
            8,
            Orientation.AS_STORED)
        .withPalette(header.palette() != null);
  }

  @Override
  public Raster pixels(byte[] bytes, ImageHeader imageHeader) throws BadImageException {
    BmpHeader header = BmpHeader.parse(bytes);
    char[] samples = new char[header.height() * header.width() * header.channels()];
    if (header.compression() == BmpHeader.RLE8 || header.compression() == BmpHeader.RLE4) {
      byte[] indices = BmpRuns.read(bytes, header);
      for (int p = 0; p < indices.length; p++) {
        header.palette().put(Bytes.u8(indices, p), samples, p * header.channels());
      }
    } else {
      plain(bytes, header, samples);
      if (header.masks().size() == 4) {
        makeOpaque(samples);
      }
    }
    return new Raster(header.height(), header.width(), header.channels(), 8, samples);
  }

  private static void plain(byte[] bytes, BmpHeader header, char[] samples)
      throws BadImageException {
    long bits = (long) header.width() * header.depth();
    long stride = (bits + 31) / 32 * 4;
    // What only pads the last row may lack.
    long needed = header.data() + stride * (header.height() - 1) + (bits + 7) / 8;
    if (needed > bytes.length) {
      throw new BadImageException(
          "BMP image of %dx%d is truncated: %d bytes, %d are needed"
              .formatted(header.width(), header.height(), bytes.length, needed));
    }
    int rowSamples = header.width() * header.channels();
    for (int y = 0; y < header.height(); y++) {
      int stored = header.bottomUp() ? header.height() - 1 - y : y;
      int from = (int) (header.data() + stride * stored);
      if (header.palette() != null) {
        indices(bytes, from, header, samples, y * rowSamples);
      } else if (!header.masks().isEmpty()) {
        masked(bytes, from, header, samples, y * rowSamples);
      } else {
        for (int i = 0; i < rowSamples; i += 3) {
          samples[y * rowSamples + i] = (char) Bytes.u8(bytes, from + i + 2);
          samples[y * rowSamples + i + 1] = (char) Bytes.u8(bytes, from + i + 1);
          samples[y * rowSamples + i + 2] = (char) Bytes.u8(bytes, from + i);
        }
      }
    }
  }

  /** Programs that know no alpha leave it 0, so an image of nothing but 0 is not transparent. */
  private static void makeOpaque(char[] samples) {
    for (int i = 3; i < samples.length; i += 4) {
      if (samples[i] != 0) {
        return;
      }
    }
    for (int i = 3; i < samples.length; i += 4) {
      samples[i] = 255;
    }
  }

  private static void indices(byte[] bytes, int from, BmpHeader header, char[] samples, int to)
      throws BadImageException {
    int depth = header.depth();
    int mask = (1 << depth) - 1;
    for (int x = 0; x < header.width(); x++) {
      int bit = x * depth;
      int index = bytes[from + (bit >> 3)] >> (8 - depth - (bit & 7)) & mask;
      header.palette().put(index, samples, to + x * header.channels());
    }
  }

  private static void masked(byte[] bytes, int from, BmpHeader header, char[] samples, int to) {
    int[] masks = header.masks().stream().mapToInt(Integer::intValue).toArray();
    for (int x = 0; x < header.width(); x++) {
      int pixel =
          header.depth() == 16
              ? Bytes.u16le(bytes, from + 2 * x)
              : Bytes.i32le(bytes, from + 4 * x);
      for (int c = 0; c < masks.length; c++) {
        int shift = Integer.numberOfTrailingZeros(masks[c]);
        int peak = masks[c] >>> shift;
        int sample = (pixel & masks[c]) >>> shift;
        samples[to + x * masks.length + c] = (char) ((sample * 255 + peak / 2) / peak);
      }
    }
  }
}
