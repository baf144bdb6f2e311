package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;

/**
 * Where the parts of a WebP file are (RFC 9649, chapter 2). Of an animation, those of the first
 * frame. Colour profiles and unknown chunks are passed over.
 */
final class WebpChunks {
  private static final int FILE_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int FRAME_HEADER = 16;
  private static final int ALPHA_FLAG = 0x10;
  private static final int ANIMATION_FLAG = 0x02;

  /** Bytes of a chunk's data, from (inclusive) to end (exclusive). */
  record Part(int from, int end) {}

  int width;
  int height;
  boolean alpha;
  int orientation = Orientation.NONE;

  /** The lossy picture, or null if it is lossless. */
  Part lossy;

  /** The lossless picture, or null if it is lossy. */
  Part lossless;

  /** The alpha of a lossy picture, or null. */
  Part lossyAlpha;

  /** Where the picture lies on the canvas: not at 0, 0 only in an animation. */
  int left;

  int top;
  int pictureWidth;
  int pictureHeight;

  private final byte[] bytes;
  private boolean extended;
  private boolean animated;
  private boolean framed;
  private boolean picture;

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

  /** The chunks of a whole file, at least one of which holds a picture. */
  static WebpChunks all(byte[] bytes) throws BadImageException {
    WebpChunks chunks = new WebpChunks(bytes);
    chunks.read(true);
    return chunks;
  }

  private void read(boolean whole) throws BadImageException {
    long end = Integer.toUnsignedLong(Bytes.i32le(bytes, 4)) + CHUNK_HEADER;
    // The last byte may be one that only pads the last chunk: decoders do without it.
    if (whole && end > bytes.length + 1L) {
      throw new BadImageException(
          "WEBP image is truncated: %d bytes, its header says %d".formatted(bytes.length, end));
    }
    chunks(FILE_HEADER, Math.min(end, bytes.length));
    boolean there = lossy != null || lossless != null;
    if (whole ? !there : !picture && !extended) {
      throw new BadImageException(
          "WEBP image is truncated: %d bytes without pixels".formatted(bytes.length));
    }
  }

  private void chunks(int from, long end) throws BadImageException {
    long at = from;
    while (at + CHUNK_HEADER <= end) {
      int data = (int) at + CHUNK_HEADER;
      long length = Integer.toUnsignedLong(Bytes.i32le(bytes, (int) at + 4));
      boolean there = data + length <= bytes.length;
      Part part = there ? new Part(data, data + (int) length) : null;
      chunk(Bytes.ascii(bytes, (int) at, 4), data, length, part);
      at = data + length + length % 2;
    }
  }

  /**
   * @param part null if the chunk reaches beyond the bytes
   */
  private void chunk(String type, int from, long length, Part part) throws BadImageException {
    switch (type) {
      case "VP8X" -> {
        extended = true;
        alpha = (bytes[from] & ALPHA_FLAG) != 0;
        animated = (bytes[from] & ANIMATION_FLAG) != 0;
        width = 1 + u24(from + 4);
        height = 1 + u24(from + 7);
      }
      case "ANMF" -> {
        if (animated && !framed) {
          frame(from, length);
        }
      }
      case "VP8 " -> {
        if (isFirstPicture()) {
          size(Bytes.u16le(bytes, from + 6) & 0x3FFF, Bytes.u16le(bytes, from + 8) & 0x3FFF);
          lossy = part;
        }
      }
      case "VP8L" -> {
        if (isFirstPicture()) {
          int size = Bytes.i32le(bytes, from + 1);
          alpha = extended ? alpha : (size >>> 28 & 1) != 0;
          size(1 + (size & 0x3FFF), 1 + (size >>> 14 & 0x3FFF));
          lossless = part;
        }
      }
      case "ALPH" -> {
        if (isFirstPicture()) {
          lossyAlpha = part;
        }
      }
      case "EXIF" -> {
        if (part != null) {
          orientation = Orientation.first(orientation, Orientation.ofExif(bytes, from, part.end));
        }
      }
      default -> {}
    }
  }

  /** Pixels outside of frames count only in a still image. */
  private boolean isFirstPicture() {
    return !picture && (!animated || framed);
  }

  private void frame(int from, long length) throws BadImageException {
    framed = true;
    left = 2 * u24(from);
    top = 2 * u24(from + 3);
    pictureWidth = 1 + u24(from + 6);
    pictureHeight = 1 + u24(from + 9);
    if ((long) left + pictureWidth > width || (long) top + pictureHeight > height) {
      throw new BadImageException(
          "WEBP image of %dx%d is damaged: its first frame lies outside of it"
              .formatted(width, height));
    }
    chunks(from + FRAME_HEADER, Math.min(from + length, bytes.length));
    picture = true;
  }

  /** The picture of a still image fills its canvas. */
  private void size(int storedWidth, int storedHeight) throws BadImageException {
    if (!extended) {
      width = storedWidth;
      height = storedHeight;
    }
    if (!framed) {
      pictureWidth = width;
      pictureHeight = height;
    }
    if (storedWidth != pictureWidth || storedHeight != pictureHeight) {
      throw new BadImageException(
          "WEBP image of %dx%d is damaged: its pixels are %dx%d"
              .formatted(width, height, storedWidth, storedHeight));
    }
    picture = true;
  }

  private int u24(int at) {
    return Bytes.u16le(bytes, at) | Bytes.u8(bytes, at + 2) << 16;
  }
}
