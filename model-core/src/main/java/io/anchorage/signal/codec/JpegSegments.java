package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import java.io.ByteArrayOutputStream;

/**
 * The segments of a JPEG file (ITU-T T.81, annex B). Segments that the pixels need are kept;
 * profiles, thumbnails and comments are removed, so that no reader converts colours or fails on
 * them.
 */
final class JpegSegments {
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COMMENT = 0xFE;

  int width;
  int height;
  int components;
  int precision;
  int orientation = Orientation.NONE;

  private final byte[] bytes;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean framed;
  private boolean ended;

  private JpegSegments(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The segments before the first scan. */
  static JpegSegments header(byte[] bytes) throws BadImageException {
    JpegSegments segments = new JpegSegments(bytes);
    segments.read(true);
    if (!segments.framed) {
      throw new BadImageException("JPEG image has no frame before its first scan");
    }
    return segments;
  }

  /** The same image with only the segments that its pixels need. */
  static byte[] pixelsOnly(byte[] bytes) throws BadImageException {
    JpegSegments segments = new JpegSegments(bytes);
    segments.read(false);
    return segments.kept.toByteArray();
  }

  private void read(boolean headerOnly) throws BadImageException {
    kept.write(bytes, 0, 2);
    int at = 2;
    while (!ended) {
      int start = nextMarker(at);
      int marker = Bytes.u8(bytes, start + 1);
      if (marker == END) {
        kept.write(bytes, start, 2);
        ended = true;
      } else if (standsAlone(marker)) {
        at = start + 2;
      } else if (marker == SCAN && headerOnly) {
        return;
      } else {
        at = segment(start, marker);
      }
    }
  }

  private int segment(int start, int marker) throws BadImageException {
    if (bytes.length - start < 4) {
      throw truncated();
    }
    int length = Bytes.u16be(bytes, start + 2);
    int end = start + 2 + length;
    if (length < 2 || end > bytes.length) {
      throw truncated();
    }
    if (isFrame(marker) && !framed) {
      frame(start + 4, marker);
    }
    if (marker == APP1 && startsWith(start + 4, end, Orientation.PREFIX)) {
      orientation = Orientation.first(orientation, Orientation.ofExif(bytes, start + 4, end));
    }
    if (marker == SCAN) {
      end = scanEnd(end);
    }
    if (isKept(marker, start + 4, end)) {
      kept.write(bytes, start, end - start);
    }
    return end;
  }

  private void frame(int from, int marker) throws BadImageException {
    precision = Bytes.u8(bytes, from);
    height = Bytes.u16be(bytes, from + 1);
    width = Bytes.u16be(bytes, from + 3);
    components = Bytes.u8(bytes, from + 5);
    framed = true;
    if (marker > 0xC2 || precision != 8) {
      throw new BadImageException(
          "JPEG image of %dx%d is of an unsupported kind: frame type 0x%02X, %d bits"
              .formatted(width, height, marker, precision));
    }
  }

  private int nextMarker(int from) throws BadImageException {
    for (int i = from; i + 1 < bytes.length; i++) {
      int next = Bytes.u8(bytes, i + 1);
      if (Bytes.u8(bytes, i) == 0xFF && next != 0xFF && next != 0) {
        return i;
      }
    }
    throw truncated();
  }

  private int scanEnd(int from) throws BadImageException {
    int at = from;
    while (true) {
      int marker = nextMarker(at);
      if (!standsAlone(Bytes.u8(bytes, marker + 1))) {
        return marker;
      }
      at = marker + 2;
    }
  }

  private BadImageException truncated() {
    String size = framed ? " of " + width + "x" + height : "";
    return new BadImageException(
        "JPEG image" + size + " is truncated: " + bytes.length + " bytes without an end");
  }

  private boolean isKept(int marker, int from, int end) {
    if (marker == APP0) {
      return startsWith(from, end, "JFIF\0");
    }
    if (marker == APP14) {
      return startsWith(from, end, "Adobe");
    }
    return !(marker >= APP0 && marker <= APP15) && marker != COMMENT;
  }

  private boolean startsWith(int from, int end, String word) {
    return end - from >= word.length() && Bytes.ascii(bytes, from, word.length()).equals(word);
  }

  /** Restart markers and TEM have no length. */
  private static boolean standsAlone(int marker) {
    return (marker >= 0xD0 && marker <= 0xD8) || marker == 0x01;
  }

  /** SOF0 to SOF15; the codes C4, C8 and CC in that range are other markers. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }
}
