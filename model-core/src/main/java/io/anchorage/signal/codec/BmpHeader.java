package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import java.util.Arrays;
import java.util.List;

/**
 * The headers of a Windows or OS/2 bitmap (BITMAPFILEHEADER, and BITMAPCOREHEADER,
 * BITMAPINFOHEADER2 or BITMAPINFOHEADER and its successors).
 *
 * @param bottomUp whether rows are stored from the bottom up
 * @param masks of red, green, blue and perhaps alpha in a pixel of 16 or 32 bits; none for others
 * @param palette for pixels of up to 8 bits, else null
 * @param data where the pixels begin
 */
record BmpHeader(
    int width,
    int height,
    boolean bottomUp,
    int depth,
    int compression,
    List<Integer> masks,
    Palette palette,
    int data) {
  static final int RGB = 0;
  static final int RLE8 = 1;
  static final int RLE4 = 2;
  static final int BITFIELDS = 3;
  static final int ALPHA_BITFIELDS = 6;

  private static final int FILE_HEADER = 14;
  private static final int CORE = 12;
  private static final int SHORTEST_OS2 = 16;
  private static final int INFO = 40;
  private static final int MASKS = FILE_HEADER + INFO;
  private static final List<Integer> MASKS_555 = List.of(0x7C00, 0x03E0, 0x001F);
  private static final List<Integer> MASKS_888 = List.of(0xFF0000, 0x00FF00, 0x0000FF);

  static BmpHeader parse(byte[] bytes) throws BadImageException {
    int length = Bytes.i32le(bytes, FILE_HEADER);
    boolean core = length == CORE;
    if (!core && (length < SHORTEST_OS2 || length > 1024)) {
      throw new BadImageException("BMP image has a header of " + length + " bytes");
    }
    int width = core ? Bytes.u16le(bytes, 18) : Bytes.i32le(bytes, 18);
    int storedHeight = core ? Bytes.u16le(bytes, 20) : Bytes.i32le(bytes, 22);
    int depth = Bytes.u16le(bytes, core ? 24 : 28);
    int compression = field(bytes, length, 30);
    if (storedHeight == Integer.MIN_VALUE) {
      throw new BadImageException("BMP image has a height of -2^31");
    }
    checkKind(width, storedHeight, depth, compression);
    int afterHeader = FILE_HEADER + length;
    if (length == INFO && compression == BITFIELDS) {
      afterHeader += 3 * Integer.BYTES;
    } else if (length == INFO && compression == ALPHA_BITFIELDS) {
      afterHeader += 4 * Integer.BYTES;
    }
    int data = Bytes.i32le(bytes, 10);
    if (data < FILE_HEADER + length) {
      throw new BadImageException("BMP image has its pixels at byte %d".formatted(data));
    }
    Palette palette = null;
    if (depth <= 8) {
      int used = field(bytes, length, 46);
      int stride = core ? 3 : 4;
      int most = used < 1 || used > 1 << depth ? 1 << depth : used;
      int size = Math.min(most, (data - afterHeader) / stride);
      palette = palette(bytes, afterHeader, size, depth, stride);
    }
    List<Integer> masks =
        depth == 16 || depth == 32 ? masks(bytes, length, depth, compression) : List.of();
    return new BmpHeader(
        width, Math.abs(storedHeight), storedHeight > 0, depth, compression, masks, palette, data);
  }

  /** A number of the header, or 0 if the header is too short for it, as those of OS/2 may be. */
  private static int field(byte[] bytes, int length, int at) {
    return at + Integer.BYTES <= FILE_HEADER + length ? Bytes.i32le(bytes, at) : 0;
  }

  private static void checkKind(int width, int height, int depth, int compression)
      throws BadImageException {
    boolean legal =
        switch (compression) {
          case RGB ->
              depth == 1 || depth == 4 || depth == 8 || depth == 16 || depth == 24 || depth == 32;
          case RLE8 -> depth == 8;
          case RLE4 -> depth == 4;
          case BITFIELDS, ALPHA_BITFIELDS -> depth == 16 || depth == 32;
          default -> false;
        };
    if (!legal) {
      throw new BadImageException(
          "BMP image of %dx%d is of an unsupported kind: %d bits, compression %d"
              .formatted(width, Math.abs(height), depth, compression));
    }
  }

  private static Palette palette(byte[] bytes, int from, int size, int depth, int stride)
      throws BadImageException {
    if (size < 1 || size > 1 << depth) {
      throw new BadImageException("BMP image has a palette of %d colours".formatted(size));
    }
    int[] rgb = new int[3 * size];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = Bytes.u8(bytes, from + i * stride + 2 - c);
      }
    }
    return new Palette(rgb, null);
  }

  private static List<Integer> masks(byte[] bytes, int headerLength, int depth, int compression)
      throws BadImageException {
    if (compression == RGB) {
      return depth == 16 ? MASKS_555 : MASKS_888;
    }
    boolean mayHaveAlpha = headerLength >= 56 || compression == ALPHA_BITFIELDS;
    int alpha = mayHaveAlpha ? Bytes.i32le(bytes, MASKS + 12) : 0;
    int[] masks = new int[alpha == 0 ? 3 : 4];
    for (int c = 0; c < masks.length; c++) {
      masks[c] = Bytes.i32le(bytes, MASKS + 4 * c);
      int width = Integer.bitCount(masks[c]);
      boolean whole = masks[c] >>> Integer.numberOfTrailingZeros(masks[c]) == (1 << width) - 1;
      if (width < 1 || width > 8 || !whole) {
        throw new BadImageException(
            "BMP image has an unsupported mask: 0x%08X".formatted(masks[c]));
      }
    }
    return Arrays.stream(masks).boxed().toList();
  }

  int channels() {
    if (palette != null) {
      return palette.channels();
    }
    return masks.isEmpty() ? 3 : masks.size();
  }
}
