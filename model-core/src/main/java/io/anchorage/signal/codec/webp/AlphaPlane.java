package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;

/** The alpha of a lossy picture (RFC 9649, section 2.7.1.2). */
public final class AlphaPlane {
  private static final int NONE = 0;
  private static final int HORIZONTAL = 1;
  private static final int VERTICAL = 2;

  private AlphaPlane() {}

  /**
   * Decodes the alpha.
   *
   * @param bytes hold the chunk's data from {@code from} to {@code end}
   * @return [height][width], 0 to 255
   * @throws BadImageException in one line, if it is broken
   */
  public static int[] alpha(byte[] bytes, int from, int end, int width, int height)
      throws BadImageException {
    if (from >= end) {
      throw truncated(width, height);
    }
    int compression = bytes[from] & 3;
    int filter = bytes[from] >> 2 & 3;
    int[] alpha =
        switch (compression) {
          case 0 -> plain(bytes, from + 1, end, width, height);
          case 1 -> lossless(bytes, from + 1, end, width, height);
          default ->
              throw new BadImageException(
                  "WEBP image of %dx%d is damaged: its alpha has compression %d"
                      .formatted(width, height, compression));
        };
    if (filter != NONE) {
      unfilter(alpha, width, filter);
    }
    return alpha;
  }

  private static int[] plain(byte[] bytes, int from, int end, int width, int height)
      throws BadImageException {
    if (end - from < width * height) {
      throw truncated(width, height);
    }
    int[] alpha = new int[width * height];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = bytes[from + i] & 0xFF;
    }
    return alpha;
  }

  private static int[] lossless(byte[] bytes, int from, int end, int width, int height)
      throws BadImageException {
    int[] alpha = LosslessImage.pixels(new BitReader(bytes, from, end), width, height);
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = alpha[i] >> 8 & 0xFF;
    }
    return alpha;
  }

  private static void unfilter(int[] alpha, int width, int filter) {
    for (int i = 1; i < alpha.length; i++) {
      int prediction;
      if (i < width) {
        prediction = alpha[i - 1];
      } else if (i % width == 0) {
        prediction = alpha[i - width];
      } else {
        prediction =
            switch (filter) {
              case HORIZONTAL -> alpha[i - 1];
              case VERTICAL -> alpha[i - width];
              default -> Vp8Plane.clamp(alpha[i - 1] + alpha[i - width] - alpha[i - width - 1]);
            };
      }
      alpha[i] = alpha[i] + prediction & 0xFF;
    }
  }

  private static BadImageException truncated(int width, int height) {
    return new BadImageException(
        "WEBP image of %dx%d is truncated: its alpha ends too early".formatted(width, height));
  }
}
