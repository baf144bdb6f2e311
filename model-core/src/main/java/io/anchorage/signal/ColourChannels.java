package io.anchorage.signal;

/**
 * Converts between grey and RGB. An alpha channel stays as it is. Grey becomes three equal
 * channels; RGB becomes the luma of ITU-R BT.601, {@code round(0.299 R + 0.587 G + 0.114 B)}, in
 * 16-bit fixed point as libjpeg and Pillow have it, so that grey survives the way there and back.
 */
public final class ColourChannels {
  private static final long RED = 19595;
  private static final long GREEN = 38470;
  private static final long BLUE = 7471;
  private static final int SHIFT = 16;

  private ColourChannels() {}

  /**
   * The image with another number of colour channels.
   *
   * @param colours 1 or 3
   * @return the image itself if it has that many
   */
  public static Raster of(Raster raster, int colours) {
    if (colours != 1 && colours != 3) {
      throw new IllegalArgumentException("An image has 1 or 3 colour channels: " + colours);
    }
    boolean alpha = raster.channels() % 2 == 0;
    int own = alpha ? raster.channels() - 1 : raster.channels();
    if (own == colours) {
      return raster;
    }
    int channels = alpha ? colours + 1 : colours;
    int points = raster.height() * raster.width();
    char[] in = raster.samples();
    char[] out = new char[Math.multiplyExact(points, channels)];
    for (int p = 0; p < points; p++) {
      int from = p * raster.channels();
      int to = p * channels;
      if (colours == 1) {
        out[to] = luma(in[from], in[from + 1], in[from + 2]);
      } else {
        out[to] = in[from];
        out[to + 1] = in[from];
        out[to + 2] = in[from];
      }
      if (alpha) {
        out[to + colours] = in[from + own];
      }
    }
    return new Raster(raster.height(), raster.width(), channels, raster.bits(), out);
  }

  private static char luma(long red, long green, long blue) {
    return (char) ((red * RED + green * GREEN + blue * BLUE + (1L << (SHIFT - 1))) >> SHIFT);
  }
}
