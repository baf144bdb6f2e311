package io.anchorage.signal;

import io.anchorage.signal.SignalConfig.Alpha;

/**
 * Removes an image's alpha channel. Composited over black, a colour c of opacity a becomes {@code
 * round(c a / peak)}, over white {@code round((c a + peak (peak - a)) / peak)}, in integer
 * arithmetic; there are no ties, since the peak is odd.
 */
final class AlphaChannel {
  private AlphaChannel() {}

  /** The image itself if it has no alpha. */
  static Raster remove(Raster raster, Alpha rule) {
    int colours = raster.channels() - 1;
    if (colours % 2 == 0) {
      return raster;
    }
    char[] in = raster.samples();
    char[] out = new char[in.length / (colours + 1) * colours];
    int to = 0;
    for (int from = 0; from < in.length; from += colours + 1) {
      int alpha = rule == Alpha.DROP ? raster.peak() : in[from + colours];
      for (int c = 0; c < colours; c++) {
        out[to++] = over(in[from + c], alpha, raster.peak(), rule == Alpha.WHITE);
      }
    }
    return new Raster(raster.height(), raster.width(), colours, raster.bits(), out);
  }

  private static char over(long colour, long alpha, long peak, boolean white) {
    long background = white ? peak * (peak - alpha) : 0;
    return (char) ((colour * alpha + background + peak / 2) / peak);
  }
}
