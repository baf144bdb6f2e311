package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;
import java.io.ByteArrayOutputStream;

/**
 * The segments of a JPEG file (ITU-T T.81, annex B). Segments that the pixels need are kept;
 * profiles, thumbnails, comments and what marks the colours are removed, so that no reader converts
 * colours or fails on them.
 */
final class JpegSegments {
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final int JFIF_LENGTH = 14;
  private static final int ADOBE_LENGTH = 12;

  int width;
  int height;

  /** Identifiers of the components. */
  int[] ids;

  int orientation = Orientation.NONE;

  private final byte[] bytes;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  private boolean jfif;
  private int adobe = JpegColours.NO_ADOBE;
  private JpegScans scans;
  private boolean inScans;
  private boolean ended;

  private JpegSegments(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The segments before the first scan. */
  static JpegSegments header(byte[] bytes) throws BadImageException {
    JpegSegments segments = new JpegSegments(bytes);
    segments.read(true);
    return segments;
  }

  /** All segments up to the end of the image; what follows that is ignored. */
  static JpegSegments all(byte[] bytes) throws BadImageException {
    JpegSegments segments = new JpegSegments(bytes);
    segments.read(false);
    return segments;
  }

  JpegColours colours() {
    return JpegColours.of(ids, jfif, adobe);
  }

  /** The same image with only the segments that its pixels need. */
  byte[] pixelsOnly() {
    return kept.toByteArray();
  }

  private void read(boolean headerOnly) throws BadImageException {
    kept.write(bytes, 0, 2);
    int at = 2;
    while (!ended) {
      int start = marker(at);
      if (start < 0) {
        withoutEnd();
        return;
      }
      int marker = Bytes.u8(bytes, start + 1);
      if (marker == END) {
        end();
      } else if (standsAlone(marker)) {
        at = start + 2;
      } else if (marker == SCAN && headerOnly) {
        checkFramed();
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
    int end = start + 2 + Bytes.u16be(bytes, start + 2);
    if (end < start + 4 || end > bytes.length) {
      throw truncated();
    }
    int from = start + 4;
    if (JpegFrame.isFrame(marker) && ids == null) {
      frame(from, marker, end);
    }
    if (!inScans) {
      application(marker, from, end);
    }
    if (marker == SCAN) {
      return scan(start, end);
    }
    boolean application = marker >= APP0 && marker <= APP15;
    if (!application && marker != COMMENT) {
      kept.write(bytes, start, end - start);
    }
    return end;
  }

  private int scan(int start, int headerEnd) throws BadImageException {
    checkFramed();
    int from = start + 4;
    if (headerEnd - from != 4 + 2 * Bytes.u8(bytes, from)) {
      throw new BadImageException(
          "JPEG image of %dx%d is damaged: the header of a scan has %d bytes"
              .formatted(width, height, headerEnd - from));
    }
    inScans = true;
    scans.add(bytes, from);
    if (scans.progressive()) {
      kept.write(bytes, start, headerEnd - start);
    } else {
      // What a sequential scan says of its coefficients means nothing, but libjpeg would warn of
      // it,
      // and it tells only the first of its warnings.
      kept.write(bytes, start, headerEnd - start - 3);
      kept.write(new byte[] {0, 63, 0}, 0, 3);
    }
    int end = scanEnd(headerEnd);
    kept.write(bytes, headerEnd, end - headerEnd);
    return end;
  }

  private void application(int marker, int from, int end) {
    if (marker == APP0 && end - from >= JFIF_LENGTH && startsWith(from, "JFIF\0")) {
      jfif = true;
    } else if (marker == APP14 && end - from >= ADOBE_LENGTH && startsWith(from, "Adobe")) {
      adobe = Bytes.u8(bytes, from + ADOBE_LENGTH - 1);
    } else if (marker == APP1
        && end - from >= Orientation.PREFIX.length()
        && startsWith(from, Orientation.PREFIX)) {
      orientation = Orientation.first(orientation, Orientation.ofExif(bytes, from, end));
    }
  }

  private void frame(int from, int marker, int end) throws BadImageException {
    height = Bytes.u16be(bytes, from + 1);
    width = Bytes.u16be(bytes, from + 3);
    int count = Bytes.u8(bytes, from + 5);
    JpegFrame.check(width, height, marker, Bytes.u8(bytes, from), count);
    if (from + 6 + 3 * count > end) {
      throw truncated();
    }
    ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = Bytes.u8(bytes, from + 6 + 3 * i);
    }
    scans = new JpegScans(ids, marker == JpegFrame.PROGRESSIVE);
  }

  private void checkFramed() throws BadImageException {
    if (ids == null) {
      throw new BadImageException("JPEG image has no frame before its first scan");
    }
  }

  private void end() throws BadImageException {
    checkFramed();
    if (!scans.anything()) {
      throw new BadImageException(
          "JPEG image of %dx%d is truncated: a component lacks".formatted(width, height));
    }
    kept.write(0xFF);
    kept.write(END);
    ended = true;
  }

  /**
   * Nothing lacks but the end marker if all coefficients are there; the decoder sees to the last.
   */
  private void withoutEnd() throws BadImageException {
    if (scans == null || !inScans || !scans.everything()) {
      throw truncated();
    }
    end();
  }

  /** Where the next marker is, or -1. */
  private int marker(int from) {
    for (int i = from; i + 1 < bytes.length; i++) {
      int next = Bytes.u8(bytes, i + 1);
      if (Bytes.u8(bytes, i) == 0xFF && next != 0xFF && next != 0) {
        return i;
      }
    }
    return -1;
  }

  private int scanEnd(int from) {
    int at = from;
    while (true) {
      int marker = marker(at);
      if (marker < 0) {
        return bytes.length;
      }
      if (!standsAlone(Bytes.u8(bytes, marker + 1))) {
        return marker;
      }
      at = marker + 2;
    }
  }

  private BadImageException truncated() {
    String size = ids == null ? "" : " of " + width + "x" + height;
    return new BadImageException(
        "JPEG image" + size + " is truncated: " + bytes.length + " bytes without an end");
  }

  private boolean startsWith(int from, String word) {
    return Bytes.ascii(bytes, from, word.length()).equals(word);
  }

  /** Restart markers and TEM have no length. */
  private static boolean standsAlone(int marker) {
    return (marker >= 0xD0 && marker <= 0xD8) || marker == 0x01;
  }
}
