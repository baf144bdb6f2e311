package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.util.Arrays;

/** GIF (GIF89a specification, CompuServe 1990): the first frame on the whole canvas. */
final class GifCodec implements ImageCodec {
  private static final int GLOBAL = 13;
  private static final int EXTENSION = 0x21;
  private static final int CONTROL = 0xF9;
  private static final int IMAGE = 0x2C;
  private static final int NONE = -1;
  private static final int[][] INTERLACE = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
  private static final int[][] IN_ORDER = {{0, 1}};

  /**
   * The first frame: its place on the canvas, its colours, and where its compressed indices begin.
   */
  private record Frame(
      int canvasWidth,
      int canvasHeight,
      int left,
      int top,
      int width,
      int height,
      boolean interlaced,
      Palette palette,
      int data) {}

  @Override
  public ImageHeader header(byte[] bytes) throws BadImageException {
    Frame frame = frame(bytes);
    return ImageHeader.stored(
            ImageFormat.GIF,
            frame.canvasWidth,
            frame.canvasHeight,
            frame.palette.channels(),
            8,
            Orientation.AS_STORED)
        .withPalette(true);
  }

  @Override
  public Raster pixels(byte[] bytes, ImageHeader header) throws BadImageException {
    Frame frame = frame(bytes);
    Palette palette = frame.palette;
    byte[] indices = new GifIndices(bytes, frame.data).read(frame.width * frame.height);
    char[] samples = new char[frame.canvasHeight * frame.canvasWidth * palette.channels()];
    int from = 0;
    for (int[] pass : frame.interlaced ? INTERLACE : IN_ORDER) {
      for (int y = pass[0]; y < frame.height; y += pass[1]) {
        int to = ((frame.top + y) * frame.canvasWidth + frame.left) * palette.channels();
        for (int x = 0; x < frame.width; x++) {
          palette.put(Bytes.u8(indices, from++), samples, to);
          to += palette.channels();
        }
      }
    }
    return new Raster(frame.canvasHeight, frame.canvasWidth, palette.channels(), 8, samples);
  }

  private static Frame frame(byte[] bytes) throws BadImageException {
    int flags = Bytes.u8(bytes, 10);
    int at = GLOBAL + 3 * tableSize(flags);
    int transparent = NONE;
    while (Bytes.u8(bytes, at) == EXTENSION) {
      if (Bytes.u8(bytes, at + 1) == CONTROL && (bytes[at + 3] & 1) != 0) {
        transparent = Bytes.u8(bytes, at + 6);
      }
      at += 2;
      while (bytes[at] != 0) {
        at += Bytes.u8(bytes, at) + 1;
      }
      at++;
    }
    if (Bytes.u8(bytes, at) != IMAGE) {
      throw new BadImageException(
          "GIF image has no frame: byte %d is 0x%02X".formatted(at, bytes[at]));
    }
    return frame(bytes, at + 1, flags, transparent);
  }

  private static Frame frame(byte[] bytes, int at, int globalFlags, int transparent)
      throws BadImageException {
    int left = Bytes.u16le(bytes, at);
    int top = Bytes.u16le(bytes, at + 2);
    int width = Bytes.u16le(bytes, at + 4);
    int height = Bytes.u16le(bytes, at + 6);
    int flags = Bytes.u8(bytes, at + 8);
    int data = at + 9 + 3 * tableSize(flags);
    if (width == 0 || height == 0) {
      throw new BadImageException("GIF image has no pixels: %dx%d".formatted(width, height));
    }
    int[] colours =
        tableSize(flags) > 0
            ? colours(bytes, at + 9, tableSize(flags))
            : colours(bytes, GLOBAL, tableSize(globalFlags));
    if (colours.length == 0) {
      throw new BadImageException("GIF image of %dx%d has no palette".formatted(width, height));
    }
    int canvasWidth = Math.max(Bytes.u16le(bytes, 6), left + width);
    int canvasHeight = Math.max(Bytes.u16le(bytes, 8), top + height);
    boolean covers = width == canvasWidth && height == canvasHeight;
    return new Frame(
        canvasWidth,
        canvasHeight,
        left,
        top,
        width,
        height,
        (flags & 0x40) != 0,
        palette(colours, transparent, covers),
        data);
  }

  /**
   * There is an alpha channel if an entry is transparent, or if the frame does not cover the
   * canvas.
   */
  private static Palette palette(int[] colours, int transparent, boolean coversCanvas) {
    if (transparent == NONE && coversCanvas) {
      return new Palette(colours, null);
    }
    int[] alpha = new int[colours.length / 3];
    Arrays.fill(alpha, 255);
    if (transparent != NONE && transparent < alpha.length) {
      alpha[transparent] = 0;
    }
    return new Palette(colours, alpha);
  }

  private static int tableSize(int flags) {
    return (flags & 0x80) == 0 ? 0 : 2 << (flags & 7);
  }

  private static int[] colours(byte[] bytes, int from, int size) {
    int[] colours = new int[3 * size];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = Bytes.u8(bytes, from + i);
    }
    return colours;
  }
}
