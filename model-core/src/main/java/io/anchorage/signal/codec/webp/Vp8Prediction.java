package io.anchorage.signal.codec.webp;

/** Predicts blocks from samples above and to the left (RFC 6386, section 12). */
final class Vp8Prediction {
  private Vp8Prediction() {}

  /**
   * Predicts the luma (16) or a chroma (8) of a macroblock.
   *
   * @param size of its sides
   */
  static void block(Vp8Plane plane, int x, int y, int size, int mode) {
    int at = plane.at(x, y);
    int above = at - plane.stride;
    int dc = mode == Vp8Modes.DC ? dc(plane, x, y, size) : 0;
    for (int r = 0; r < size; r++) {
      int row = at + r * plane.stride;
      int left = plane.get(row - 1);
      for (int c = 0; c < size; c++) {
        int value =
            switch (mode) {
              case Vp8Modes.DC -> dc;
              case Vp8Modes.VERTICAL -> plane.get(above + c);
              case Vp8Modes.HORIZONTAL -> left;
              default -> Vp8Plane.clamp(left + plane.get(above + c) - plane.get(above - 1));
            };
        plane.set(row + c, value);
      }
    }
  }

  /** The mean of what is there above and to the left, or 128. */
  private static int dc(Vp8Plane plane, int x, int y, int size) {
    int sum = 0;
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (y > 0) {
        sum += plane.get(plane.at(x + i, y - 1));
        count++;
      }
      if (x > 0) {
        sum += plane.get(plane.at(x - 1, y + i));
        count++;
      }
    }
    return count == 0 ? 128 : (sum + count / 2) / count;
  }

  /**
   * Predicts a luma subblock.
   *
   * @param e the samples around it: 4 to the left from the bottom up, the corner, 4 above, 4 above
   *     to the right
   */
  static void subblock(Vp8Plane plane, int at, int mode, int[] e) {
    for (int r = 0; r < 4; r++) {
      for (int c = 0; c < 4; c++) {
        plane.set(at + r * plane.stride + c, sample(mode, e, r, c));
      }
    }
  }

  private static int sample(int mode, int[] e, int r, int c) {
    return switch (mode) {
      case Vp8Modes.B_DC -> (e[0] + e[1] + e[2] + e[3] + e[5] + e[6] + e[7] + e[8] + 4) >> 3;
      case Vp8Modes.B_TRUE_MOTION -> Vp8Plane.clamp(e[3 - r] + e[5 + c] - e[4]);
      case Vp8Modes.B_VERTICAL -> three(e, 5 + c);
      case Vp8Modes.B_HORIZONTAL -> r == 3 ? (e[1] + 3 * e[0] + 2) >> 2 : three(e, 3 - r);
      case Vp8Modes.B_LEFT_DOWN -> r + c == 6 ? (e[11] + 3 * e[12] + 2) >> 2 : three(e, 6 + r + c);
      case Vp8Modes.B_RIGHT_DOWN -> three(e, 4 - r + c);
      case Vp8Modes.B_VERTICAL_RIGHT -> verticalRight(e, r, c);
      case Vp8Modes.B_VERTICAL_LEFT -> verticalLeft(e, r, c);
      case Vp8Modes.B_HORIZONTAL_DOWN -> horizontalDown(e, r, c);
      default -> horizontalUp(e, r, c);
    };
  }

  private static int verticalRight(int[] e, int r, int c) {
    int along = 2 * c - r;
    if (along < 0) {
      return three(e, 5 + along);
    }
    return along % 2 == 0 ? two(e, 4 + along / 2) : three(e, 4 + along / 2 + 1);
  }

  private static int verticalLeft(int[] e, int r, int c) {
    if (c == 3 && r >= 2) {
      return three(e, r == 2 ? 10 : 11);
    }
    int from = 5 + c + r / 2;
    return r % 2 == 0 ? two(e, from) : three(e, from + 1);
  }

  private static int horizontalDown(int[] e, int r, int c) {
    int along = 2 * r - c;
    if (along < 0) {
      return three(e, 3 - along);
    }
    return along % 2 == 0 ? two(e, 3 - along / 2) : three(e, 3 - along / 2);
  }

  private static int horizontalUp(int[] e, int r, int c) {
    int along = 2 * r + c;
    if (along > 5) {
      return e[0];
    }
    if (along == 5) {
      return (e[1] + 3 * e[0] + 2) >> 2;
    }
    return along % 2 == 0 ? two(e, 2 - along / 2) : three(e, 2 - along / 2);
  }

  /** The mean of a sample and the next. */
  private static int two(int[] e, int first) {
    return (e[first] + e[first + 1] + 1) >> 1;
  }

  /** The weighted mean of a sample and its neighbours. */
  private static int three(int[] e, int middle) {
    return (e[middle - 1] + 2 * e[middle] + e[middle + 1] + 2) >> 2;
  }
}
