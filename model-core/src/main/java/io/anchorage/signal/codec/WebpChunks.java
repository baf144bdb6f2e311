package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The chunks of a WebP file (WebP Container Specification, Google). Chunks that the pixels need are
 * kept; the colour profile is removed, so that no reader converts colours.
 */
final class WebpChunks {
  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int ALPHA_FLAG = 0x10;
  private static final int ANIMATION_FLAG = 0x02;
  private static final String EXIF_PREFIX = "Exif\0\0";

  int width;
  int height;
  boolean alpha;
  int orientation = Orientation.AS_STORED;

  private final byte[] bytes;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean extended;
  private boolean image;

  private WebpChunks(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The chunks of a file or its start, which give the size and, if the file is whole, the
   * orientation.
   */
  static WebpChunks header(byte[] bytes) throws BadImageException {
    WebpChunks chunks = new WebpChunks(bytes);
    chunks.read(false);
    return chunks;
  }

  /** The same image with only the chunks that its pixels need. */
  static byte[] pixelsOnly(byte[] bytes) throws BadImageException {
    WebpChunks chunks = new WebpChunks(bytes);
    chunks.read(true);
    byte[] body = chunks.kept.toByteArray();
    return ByteBuffer.allocate(FILE_HEADER + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(body.length + 4)
        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
        .put(body)
        .array();
  }

  private void read(boolean whole) throws BadImageException {
    long end = Integer.toUnsignedLong(Bytes.i32le(bytes, 4)) + CHUNK_HEADER;
    if (whole && end > bytes.length) {
      throw new BadImageException(
          "WEBP image is truncated: %d bytes, its header says %d".formatted(bytes.length, end));
    }
    int at = FILE_HEADER;
    while (at + CHUNK_HEADER <= Math.min(end, bytes.length)) {
      String type = Bytes.ascii(bytes, at, 4);
      long length = Integer.toUnsignedLong(Bytes.i32le(bytes, at + 4));
      long next = at + CHUNK_HEADER + length + length % 2;
      chunk(type, at + CHUNK_HEADER, length);
      if (next > bytes.length) {
        break;
      }
      keep(type, at, (int) next);
      at = (int) next;
    }
    if (!image && (whole || !extended)) {
      throw new BadImageException(
          "WEBP image is truncated: %d bytes without pixels".formatted(bytes.length));
    }
  }

  private void chunk(String type, int from, long length) throws BadImageException {
    switch (type) {
      case "VP8X" -> {
        extended = true;
        alpha = (bytes[from] & ALPHA_FLAG) != 0;
        width = 1 + (Bytes.i32le(bytes, from + 4) & 0xFFFFFF);
        height = 1 + (Bytes.i32le(bytes, from + 6) >>> 8);
        if ((bytes[from] & ANIMATION_FLAG) != 0) {
          throw new BadImageException(
              "WEBP image of %dx%d is animated: only still images are read"
                  .formatted(width, height));
        }
      }
      case "VP8 " ->
          imageSize(Bytes.u16le(bytes, from + 6) & 0x3FFF, Bytes.u16le(bytes, from + 8) & 0x3FFF);
      case "VP8L" -> {
        int size = Bytes.i32le(bytes, from + 1);
        alpha = extended ? alpha : (size >>> 28 & 1) != 0;
        imageSize(1 + (size & 0x3FFF), 1 + (size >>> 14 & 0x3FFF));
      }
      case "EXIF" -> {
        if (length <= bytes.length - from) {
          int end = from + (int) length;
          boolean prefixed =
              length >= EXIF_PREFIX.length()
                  && Bytes.ascii(bytes, from, EXIF_PREFIX.length()).equals(EXIF_PREFIX);
          int start = prefixed ? from + EXIF_PREFIX.length() : from;
          orientation = Orientation.ofExif(bytes, start, end);
        }
      }
      default -> {}
    }
  }

  /** The pixels of a still image fill its canvas. */
  private void imageSize(int imageWidth, int imageHeight) throws BadImageException {
    if (extended && (imageWidth != width || imageHeight != height)) {
      throw new BadImageException(
          "WEBP image of %dx%d is damaged: its pixels are %dx%d"
              .formatted(width, height, imageWidth, imageHeight));
    }
    image = true;
    width = imageWidth;
    height = imageHeight;
  }

  private void keep(String type, int from, int next) {
    switch (type) {
      case "VP8X" -> {
        kept.write(bytes, from, CHUNK_HEADER);
        kept.write(bytes[from + CHUNK_HEADER] & ALPHA_FLAG);
        kept.write(bytes, from + CHUNK_HEADER + 1, next - from - CHUNK_HEADER - 1);
      }
      case "VP8 ", "VP8L", "ALPH" -> kept.write(bytes, from, next - from);
      default -> {}
    }
  }
}
