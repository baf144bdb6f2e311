package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file (Portable Network Graphics, third edition, W3C 2025, section 5) as far
 * as the pixels depend on them. Gamma, chromaticities and profiles are ignored.
 */
final class PngChunks {
  private static final int SIGNATURE = 8;
  private static final int IHDR_LENGTH = 13;

  /** Bytes of a chunk in addition to its data: length, type, checksum. */
  private static final int FRAME = 12;

  int width;
  int height;
  int depth;
  int colourType;
  boolean interlaced;
  int[] palette;
  byte[] transparency;
  int orientation = Orientation.NONE;

  /** Where the compressed pixels are: (from, length) of each piece. */
  final List<int[]> data = new ArrayList<>();

  private boolean ended;

  private PngChunks() {}

  /** The chunks before the pixels; the file may be cut off after them. */
  static PngChunks header(byte[] bytes) throws BadImageException {
    PngChunks chunks = new PngChunks();
    chunks.read(bytes, true);
    return chunks;
  }

  /** All chunks, their checksums verified. */
  static PngChunks all(byte[] bytes) throws BadImageException {
    PngChunks chunks = new PngChunks();
    chunks.read(bytes, false);
    if (!chunks.ended || chunks.data.isEmpty()) {
      throw new BadImageException(
          "PNG image of %dx%d is truncated: %d bytes without %s"
              .formatted(
                  chunks.width,
                  chunks.height,
                  bytes.length,
                  chunks.data.isEmpty() ? "pixel data" : "an end"));
    }
    return chunks;
  }

  private void read(byte[] bytes, boolean headerOnly) throws BadImageException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int at = SIGNATURE;
    while (!ended) {
      int length = bytes.length - at < FRAME ? -1 : in.getInt(at);
      if (length < 0 || length > bytes.length - at - FRAME) {
        if (headerOnly && pixelsBegin(bytes, at)) {
          return;
        }
        throw truncated(bytes);
      }
      String type = Bytes.ascii(bytes, at + 4, 4);
      if (!headerOnly && Character.isUpperCase(type.charAt(0))) {
        checkSum(bytes, at, length, type);
      }
      chunk(type, bytes, in, at + 8, length);
      at += length + FRAME;
    }
  }

  private boolean pixelsBegin(byte[] bytes, int at) {
    boolean here = bytes.length - at >= Long.BYTES && Bytes.ascii(bytes, at + 4, 4).equals("IDAT");
    return width > 0 && (here || !data.isEmpty());
  }

  private BadImageException truncated(byte[] bytes) {
    String size = width == 0 ? "" : " of " + width + "x" + height;
    return new BadImageException(
        "PNG image" + size + " is truncated: " + bytes.length + " bytes end within a chunk");
  }

  private static void checkSum(byte[] bytes, int at, int length, String type)
      throws BadImageException {
    CRC32 crc = new CRC32();
    crc.update(bytes, at + 4, length + 4);
    if ((int) crc.getValue() != ByteBuffer.wrap(bytes).getInt(at + 8 + length)) {
      throw new BadImageException(
          "PNG image is damaged: chunk %s at byte %d does not match its checksum"
              .formatted(type, at));
    }
  }

  private void chunk(String type, byte[] bytes, ByteBuffer in, int from, int length)
      throws BadImageException {
    if (type.equals("CgBI")) {
      throw new BadImageException(
          "PNG image is crushed as Apple's tools do for iPhones (CgBI): undo it with"
              + " pngcrush -revert-iphone-optimizations, or take the original");
    }
    if ((width == 0 && height == 0) != type.equals("IHDR")) {
      throw new BadImageException("PNG image has chunk " + type + " out of place");
    }
    switch (type) {
      case "IHDR" -> imageHeader(bytes, in, from, length);
      case "PLTE" -> {
        palette = new int[length / 3 * 3];
        for (int i = 0; i < palette.length; i++) {
          palette[i] = bytes[from + i] & 0xFF;
        }
      }
      case "tRNS" -> transparency = Arrays.copyOfRange(bytes, from, from + length);
      case "eXIf" ->
          orientation =
              Orientation.first(orientation, Orientation.ofExif(bytes, from, from + length));
      case "IDAT" -> data.add(new int[] {from, length});
      case "IEND" -> ended = true;
      default -> {
        if (Character.isUpperCase(type.charAt(0))) {
          throw new BadImageException("PNG image has an unknown critical chunk: " + type);
        }
      }
    }
  }

  private void imageHeader(byte[] bytes, ByteBuffer in, int from, int length)
      throws BadImageException {
    if (length != IHDR_LENGTH) {
      throw new BadImageException("PNG image has a header of %d bytes".formatted(length));
    }
    width = in.getInt(from);
    height = in.getInt(from + 4);
    if (width < 1 || height < 1) {
      throw new BadImageException(
          "PNG image has no pixels: its header says %sx%s"
              .formatted(Integer.toUnsignedString(width), Integer.toUnsignedString(height)));
    }
    depth = bytes[from + 8];
    colourType = bytes[from + 9];
    interlaced = bytes[from + 12] == 1;
    if (!legal()
        || bytes[from + 10] != 0
        || bytes[from + 11] != 0
        || (bytes[from + 12] & ~1) != 0) {
      throw new BadImageException(
          "PNG image has an invalid header: %d bits of colour type %d, methods %d, %d, %d"
              .formatted(depth, colourType, bytes[from + 10], bytes[from + 11], bytes[from + 12]));
    }
  }

  private boolean legal() {
    return switch (colourType) {
      case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
  }
}
