package io.anchorage.family.arc;

import java.util.Arrays;

/**
 * Which pixels of an image are within reach of an anchor, and which of all pixels to fit if that is
 * not to be all. Beyond the reach of every anchor relative positions are cut off: pixels there
 * differ in little, and the decoder learns what they show from a few.
 */
final class NearPixels {
  /** Of the pixels fitted, at least one in so many is beyond the reach of anchors, if any are. */
  private static final int FAR = 4;

  private NearPixels() {}

  /**
   * Marks the pixels whose row and column are both at most {@code reach} from those of an anchor.
   *
   * @param anchors pixel numbers
   * @return one a pixel, row-major
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
   * Puts the pixels to fit first: those near anchors, up to three quarters of all or to what far
   * ones leave, and far ones. Both as the order has them.
   *
   * @param order all pixel numbers
   * @param fitted how many come first, less than all
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
