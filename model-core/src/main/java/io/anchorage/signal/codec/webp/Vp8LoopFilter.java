package io.anchorage.signal.codec.webp;

/** Smooths the edges of blocks (RFC 6386, section 15). */
final class Vp8LoopFilter {
  private static final int SMALLEST = -128;
  private static final int LARGEST = 127;

  private final Vp8Plane plane;

  /** Distance between the samples across the edge, and along it. */
  private int across;

  private int along;
  private int edgeLimit;
  private int interiorLimit;
  private int variance;

  Vp8LoopFilter(Vp8Plane plane) {
    this.plane = plane;
  }

  /** The limits for differences between neighbours at a filter level (section 15.2). */
  static int interiorLimit(int level, int sharpness) {
    int limit = level;
    if (sharpness > 0) {
      limit = Math.min(limit >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
    }
    return Math.max(1, limit);
  }

  /**
   * Filters the edges of one block of the plane.
   *
   * @param size of the block's sides: 16 or 8
   * @param inner whether to filter edges of subblocks, too
   * @param simple whether to use the simple filter
   */
  void filter(int x, int y, int size, int level, int sharpness, boolean inner, boolean simple) {
    interiorLimit = interiorLimit(level, sharpness);
    variance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
    int outerLimit = 2 * (level + 2) + interiorLimit;
    int innerLimit = 2 * level + interiorLimit;
    across = 1;
    along = plane.stride;
    edges(plane.at(x, y), size, x > 0 ? outerLimit : 0, inner ? innerLimit : 0, simple);
    across = plane.stride;
    along = 1;
    edges(plane.at(x, y), size, y > 0 ? outerLimit : 0, inner ? innerLimit : 0, simple);
  }

  private void edges(int at, int size, int outer, int inner, boolean simple) {
    for (int edge = 0; edge < size; edge += 4) {
      edgeLimit = edge == 0 ? outer : inner;
      if (edgeLimit == 0) {
        continue;
      }
      for (int i = 0; i < size; i++) {
        int q0 = at + edge * across + i * along;
        if (simple) {
          if (isEdge(q0)) {
            common(q0, true);
          }
        } else if (isEdge(q0) && isSmooth(q0)) {
          if (edge == 0) {
            macroblockEdge(q0);
          } else {
            subblockEdge(q0);
          }
        }
      }
    }
  }

  private boolean isEdge(int q0) {
    int p1 = plane.get(q0 - 2 * across);
    int p0 = plane.get(q0 - across);
    int q1 = plane.get(q0 + across);
    return Math.abs(p0 - plane.get(q0)) * 2 + Math.abs(p1 - q1) / 2 <= edgeLimit;
  }

  private boolean isSmooth(int q0) {
    return near(q0 - 4 * across, interiorLimit)
        && near(q0 - 3 * across, interiorLimit)
        && near(q0 - 2 * across, interiorLimit)
        && near(q0, interiorLimit)
        && near(q0 + across, interiorLimit)
        && near(q0 + 2 * across, interiorLimit);
  }

  /** Whether a sample and the next differ by no more than a limit. */
  private boolean near(int at, int limit) {
    return Math.abs(plane.get(at) - plane.get(at + across)) <= limit;
  }

  private boolean isVariant(int q0) {
    return !near(q0 - 2 * across, variance) || !near(q0, variance);
  }

  private void macroblockEdge(int q0) {
    if (isVariant(q0)) {
      common(q0, true);
      return;
    }
    int w =
        clamp(
            clamp(signed(q0 - 2 * across) - signed(q0 + across))
                + 3 * (signed(q0) - signed(q0 - across)));
    for (int i = 0; i < 3; i++) {
      int a = clamp(((27 - 9 * i) * w + 63) >> 7);
      change(q0 + i * across, -a);
      change(q0 - (i + 1) * across, a);
    }
  }

  private void subblockEdge(int q0) {
    boolean variant = isVariant(q0);
    int a = (common(q0, variant) + 1) >> 1;
    if (!variant) {
      change(q0 + across, -a);
      change(q0 - 2 * across, a);
    }
  }

  /** Changes the two samples at the edge; gives by how much the second has become less. */
  private int common(int q0, boolean outerTaps) {
    int outer = outerTaps ? clamp(signed(q0 - 2 * across) - signed(q0 + across)) : 0;
    int a = clamp(outer + 3 * (signed(q0) - signed(q0 - across)));
    int less = clamp(a + 4) >> 3;
    change(q0 - across, clamp(a + 3) >> 3);
    change(q0, -less);
    return less;
  }

  private void change(int at, int difference) {
    plane.set(at, clamp(signed(at) + difference) + 128);
  }

  private int signed(int at) {
    return plane.get(at) - 128;
  }

  private static int clamp(int value) {
    return Math.max(SMALLEST, Math.min(LARGEST, value));
  }
}
