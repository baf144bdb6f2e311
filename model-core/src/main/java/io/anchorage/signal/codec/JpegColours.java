package io.anchorage.signal.codec;

/**
 * What the components of a JPEG stand for, by libjpeg's rule (jdapimin.c), and their conversion to
 * grey or RGB with libjpeg's arithmetic (jdcolor.c).
 */
enum JpegColours {
  GREY,
  RGB,
  YCBCR,
  /** Inks, stored inverted as Adobe does and everybody has come to assume. */
  CMYK,
  YCCK;

  /** No Adobe segment is there. */
  static final int NO_ADOBE = -1;

  private static final int FRACTION = 16;
  private static final int HALF = 1 << (FRACTION - 1);

  /**
   * @param ids of the components in the frame: 1, 3 or 4
   * @param jfif whether there is a JFIF segment
   * @param adobe the transform in an Adobe segment, or {@link #NO_ADOBE}
   */
  static JpegColours of(int[] ids, boolean jfif, int adobe) {
    if (ids.length == 1) {
      return GREY;
    }
    if (ids.length == 4) {
      return adobe == NO_ADOBE || adobe == 0 ? CMYK : YCCK;
    }
    if (jfif) {
      return YCBCR;
    }
    if (adobe != NO_ADOBE) {
      return adobe == 0 ? RGB : YCBCR;
    }
    return ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B' ? RGB : YCBCR;
  }

  int channels() {
    return this == GREY ? 1 : 3;
  }

  /**
   * Converts one pixel.
   *
   * @param in components, from {@code from}
   * @param out grey, or red, green and blue, from {@code to}
   */
  void convert(int[] in, int from, char[] out, int to) {
    switch (this) {
      case GREY -> out[to] = (char) in[from];
      case RGB -> {
        out[to] = (char) in[from];
        out[to + 1] = (char) in[from + 1];
        out[to + 2] = (char) in[from + 2];
      }
      case YCBCR -> ycc(in, from, out, to);
      case CMYK -> {
        for (int c = 0; c < 3; c++) {
          out[to + c] = Inks.printed(255 - in[from + c], 255 - in[from + 3]);
        }
      }
      case YCCK -> {
        ycc(in, from, out, to);
        for (int c = 0; c < 3; c++) {
          out[to + c] = Inks.printed(out[to + c], 255 - in[from + 3]);
        }
      }
    }
  }

  private static void ycc(int[] in, int from, char[] out, int to) {
    int y = in[from];
    int cb = in[from + 1] - 128;
    int cr = in[from + 2] - 128;
    out[to] = clamp(y + ((91_881 * cr + HALF) >> FRACTION));
    out[to + 1] = clamp(y + ((-22_554 * cb - 46_802 * cr + HALF) >> FRACTION));
    out[to + 2] = clamp(y + ((116_130 * cb + HALF) >> FRACTION));
  }

  private static char clamp(int value) {
    return (char) Math.max(0, Math.min(255, value));
  }
}
