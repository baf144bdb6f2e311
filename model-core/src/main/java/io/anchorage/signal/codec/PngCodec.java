package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;

/**
 * PNG. Decoded here and not by the JDK, so that samples never pass through a colour model,
 * checksums are verified, and the header alone determines the layout of the pixels.
 */
final class PngCodec implements ImageCodec {
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;

  /** The largest possible ratio of a stream's inflated to its deflated length. */
  private static final long MAX_DEFLATION = 1032;

  /** Adam7: first column, first row, column step, row step. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

  @Override
  public ImageHeader header(byte[] bytes) throws BadImageException {
    PngChunks chunks = PngChunks.header(bytes);
    return ImageHeader.stored(
            ImageFormat.PNG,
            chunks.width,
            chunks.height,
            layout(chunks).channels(),
            chunks.depth == 16 ? 16 : 8,
            chunks.orientation)
        .withPalette(chunks.colourType == PALETTE);
  }

  @Override
  public Raster pixels(byte[] bytes, ImageHeader header) throws BadImageException {
    PngChunks chunks = PngChunks.all(bytes);
    int[][] passes = chunks.interlaced ? PASSES : ONE_PASS;
    checkAmount(chunks, passes);
    PngLayout layout = layout(chunks);
    char[] samples = new char[chunks.height * chunks.width * layout.channels()];
    try (PngRowReader rows = new PngRowReader(bytes, chunks.data, bitsPerPixel(chunks))) {
      for (int[] pass : passes) {
        readPass(rows, layout, chunks, pass, samples);
      }
    }
    return new Raster(
        chunks.height, chunks.width, layout.channels(), chunks.depth == 16 ? 16 : 8, samples);
  }

  private static void readPass(
      PngRowReader rows, PngLayout layout, PngChunks chunks, int[] pass, char[] samples)
      throws BadImageException {
    int columns = extent(chunks.width, pass[0], pass[2]);
    int height = columns == 0 ? 0 : extent(chunks.height, pass[1], pass[3]);
    rows.start(columns);
    for (int r = 0; r < height; r++) {
      int to = (pass[1] + r * pass[3]) * chunks.width + pass[0];
      layout.write(rows.next(), columns, samples, to, pass[2]);
    }
  }

  private static void checkAmount(PngChunks chunks, int[][] passes) throws BadImageException {
    long needed = 0;
    for (int[] pass : passes) {
      long columns = extent(chunks.width, pass[0], pass[2]);
      needed += extent(chunks.height, pass[1], pass[3]) * (columns * bitsPerPixel(chunks) / 8);
    }
    long there = 0;
    for (int[] piece : chunks.data) {
      there += piece[1];
    }
    if (needed > there * MAX_DEFLATION) {
      throw new BadImageException(
          "PNG image of %dx%d is truncated: %d bytes of pixel data cannot hold it"
              .formatted(chunks.width, chunks.height, there));
    }
  }

  private static int extent(int size, int first, int apart) {
    return size <= first ? 0 : (size - first - 1) / apart + 1;
  }

  private static int bitsPerPixel(PngChunks chunks) {
    return chunks.depth * samplesPerPixel(chunks);
  }

  private static int samplesPerPixel(PngChunks chunks) {
    return switch (chunks.colourType) {
      case GREY, PALETTE -> 1;
      case GREY_ALPHA -> 2;
      case RGB -> 3;
      default -> 4;
    };
  }

  private static PngLayout layout(PngChunks chunks) throws BadImageException {
    if (chunks.colourType == PALETTE) {
      if (chunks.palette == null) {
        throw new BadImageException(
            "PNG image of %dx%d has no palette".formatted(chunks.width, chunks.height));
      }
      int[] alpha = chunks.transparency == null ? null : unsigned(chunks.transparency);
      return new PngLayout.Indexed(chunks.depth, new Palette(chunks.palette, alpha));
    }
    int[] key = transparentColour(chunks);
    if (chunks.colourType == GREY && chunks.depth < 8) {
      Palette greys = Palette.greys(chunks.depth, key == null ? -1 : key[0]);
      return new PngLayout.Indexed(chunks.depth, greys);
    }
    return new PngLayout.Direct(chunks.depth / 8, samplesPerPixel(chunks), key);
  }

  private static int[] unsigned(byte[] bytes) {
    int[] values = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = Bytes.u8(bytes, i);
    }
    return values;
  }

  /**
   * The one colour of a grey or RGB image that stands for transparent pixels, or null. One of the
   * wrong length is none, as for libpng.
   */
  private static int[] transparentColour(PngChunks chunks) {
    boolean opaque = chunks.colourType == GREY || chunks.colourType == RGB;
    if (!opaque || chunks.transparency == null) {
      return null;
    }
    int[] key = new int[samplesPerPixel(chunks)];
    if (chunks.transparency.length != 2 * key.length) {
      return null;
    }
    for (int c = 0; c < key.length; c++) {
      key[c] = Bytes.u16be(chunks.transparency, 2 * c) & ((1 << chunks.depth) - 1);
    }
    return key;
  }
}
