package io.anchorage.signal.codec.webp;

/**
 * RGB of luma and chroma as libwebp computes it: chroma of half the size becomes whole by weights
 * of 9, 3, 3 and 1 (its "fancy" upsampling), and BT.601's matrix is applied in fixed point of 14
 * bits.
 */
final class Colours {
  private static final int FRACTION = 6;
  private static final int LARGEST = (256 << FRACTION) - 1;

  private Colours() {}

  /** [height][width][R, G, B]. */
  static char[] rgb(Vp8Plane y, Vp8Plane u, Vp8Plane v, int width, int height) {
    char[] rgb = new char[Math.multiplyExact(3, width * height)];
    int lastColumn = (width - 1) / 2;
    int lastRow = (height - 1) / 2;
    int to = 0;
    for (int row = 0; row < height; row++) {
      int near = u.at(0, row / 2);
      int far = u.at(0, neighbour(row, lastRow));
      int luma = y.at(0, row);
      for (int x = 0; x < width; x++) {
        int here = x / 2;
        int beside = neighbour(x, lastColumn);
        int cb = upsampled(u, near + here, near + beside, far + here, far + beside);
        int cr = upsampled(v, near + here, near + beside, far + here, far + beside);
        int bright = (y.get(luma + x) * 19_077) >> 8;
        rgb[to] = channel(bright + ((cr * 26_149) >> 8) - 14_234);
        rgb[to + 1] = channel(bright - ((cb * 6_419) >> 8) - ((cr * 13_320) >> 8) + 8_708);
        rgb[to + 2] = channel(bright + ((cb * 33_050) >> 8) - 17_685);
        to += 3;
      }
    }
    return rgb;
  }

  /** The chroma sample that is second nearest to a pixel in one direction, or the nearest. */
  private static int neighbour(int pixel, int last) {
    int second = pixel / 2 + (pixel % 2 == 0 ? -1 : 1);
    return Math.max(0, Math.min(last, second));
  }

  private static int upsampled(Vp8Plane plane, int nearest, int beside, int above, int corner) {
    return (9 * plane.get(nearest)
            + 3 * plane.get(beside)
            + 3 * plane.get(above)
            + plane.get(corner)
            + 8)
        >> 4;
  }

  private static char channel(int value) {
    return (char) (Math.max(0, Math.min(LARGEST, value)) >> FRACTION);
  }
}
