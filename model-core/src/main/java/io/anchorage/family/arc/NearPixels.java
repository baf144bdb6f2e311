package io.anchorage.family.arc;

import java.util.Arrays;

/**
 * Which pixels are within reach of an anchor, and which to fit if not all are fitted. Beyond the
 * reach of every anchor, relative positions are clamped: pixels there differ little, and a few are
 * enough for the decoder to learn them.
 */
final class NearPixels {
  /**
   * At least one in this many fitted pixels is beyond the reach of all anchors, if there are any.
   */
  private static final int FAR = 4;

  private NearPixels() {}

  /**
   * Marks the pixels whose row and column are both at most {@code reach} away from an anchor's.
   *
   * @param anchors pixel indices
   * @return one per pixel, row-major
   */
  static boolean[] of(int[] anchors, int height, int width, int reach) {
    boolean[] near = new boolean[height * width];
    for (int anchor : anchors) {
      int row = anchor / width;
      int column = anchor % width;
      int left = Math.max(0, column - reach);
      int right = (int) Math.min(width - 1, (long) column + reach);
      for (int r = Math.max(0, row - reach); r <= Math.min(height - 1, (long) row + reach); r++) {
        Arrays.fill(near, r * width + left, r * width + right + 1, true);
      }
    }
    return near;
  }

  /**
   * Moves the pixels to fit to the front: a quarter of them far from all anchors, near ones for the
   * rest, and where either kind is too rare, more of the other. Pixels keep their order within the
   * fitted ones and within the rest.
   *
   * @param order all pixel indices
   * @param fitted how many to move to the front, fewer than all
   */
  static int[] first(int[] order, boolean[] near, int fitted) {
    int nears = 0;
    for (boolean each : near) {
      nears += each ? 1 : 0;
    }
    int nearLeft = Math.min(nears, fitted - Math.min(near.length - nears, fitted / FAR));
    int farLeft = fitted - nearLeft;
    int[] sorted = new int[order.length];
    int front = 0;
    int back = fitted;
    for (int pixel : order) {
      if (near[pixel] ? nearLeft-- > 0 : farLeft-- > 0) {
        sorted[front++] = pixel;
      } else {
        sorted[back++] = pixel;
      }
    }
    return sorted;
  }
}
