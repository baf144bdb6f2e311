package io.anchorage.signal.codec;

import io.anchorage.signal.BadImageException;

/** The kinds of JPEG, by the marker of their frame (ITU-T T.81, table B.1; T.87). */
final class JpegFrame {
  static final int PROGRESSIVE = 0xC2;
  private static final int JPEG_LS = 0xF7;

  private JpegFrame() {}

  /** SOF0 to SOF15; the codes C4, C8 and CC in that range are other markers. */
  static boolean isFrame(int marker) {
    boolean other = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
    return (marker >= 0xC0 && marker <= 0xCF && !other) || marker == JPEG_LS;
  }

  /**
   * Refuses kinds that are not read.
   *
   * @throws BadImageException in one line that names the kind and what to do
   */
  static void check(int width, int height, int marker, int bits, int components)
      throws BadImageException {
    boolean unknown = components != 1 && components != 3 && components != 4;
    String kind =
        marker > PROGRESSIVE
            ? name(marker)
            : bits != 8 ? bits + "-bit" : unknown ? "of " + components + " components" : null;
    if (kind != null) {
      throw new BadImageException(
          ("JPEG image of %dx%d is %s (frame type 0x%02X): baseline and progressive JPEG of 8 bits"
                  + " are read; convert it to one of them or to PNG")
              .formatted(width, height, kind, marker));
    }
  }

  private static String name(int marker) {
    if (marker == JPEG_LS) {
      return "JPEG-LS";
    }
    String coding = marker >= 0xC9 ? "arithmetic-coded" : "";
    String process =
        switch (marker & 3) {
          case 3 -> "lossless";
          default -> (marker & 7) > 4 ? "hierarchical" : "";
        };
    return coding.isEmpty() || process.isEmpty() ? coding + process : coding + " and " + process;
  }
}
