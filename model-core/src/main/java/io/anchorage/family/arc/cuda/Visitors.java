package io.anchorage.family.arc.cuda;

import io.anchorage.family.arc.PixelOrder;

/**
 * The pixels of a chunk that read each anchor's slot: the inverse of the neighbour lists. Pixels
 * ascend within a list, so sums over it have a fixed order.
 *
 * <p>Not a record, because the arrays are large and never compared.
 */
final class Visitors {
  private final int[] starts;
  private final int[] pixels;

  private Visitors(int[] starts, int[] pixels) {
    this.starts = starts;
    this.pixels = pixels;
  }

  /**
   * Inverts the neighbour lists.
   *
   * @param neighbours [pixels][slots], anchors, pixels in step order
   * @param rows anchors, padded
   */
  static Visitors of(PixelOrder order, int[] neighbours, int slots, int rows) {
    int lists = rows * slots;
    int[] starts = new int[Math.multiplyExact(order.chunks(), lists + 1)];
    int[] visitors = new int[neighbours.length];
    int[] next = new int[lists];
    for (int chunk = 0; chunk < order.chunks(); chunk++) {
      int base = chunk * (lists + 1);
      int from = order.from(chunk) * slots;
      int to = order.to(chunk) * slots;
      for (int i = from; i < to; i++) {
        starts[base + neighbours[i] * slots + i % slots + 1]++;
      }
      for (int list = 0; list < lists; list++) {
        starts[base + list + 1] += starts[base + list];
        next[list] = starts[base + list];
      }
      for (int i = from; i < to; i++) {
        visitors[from + next[neighbours[i] * slots + i % slots]++] = (i - from) / slots;
      }
    }
    return new Visitors(starts, visitors);
  }

  /** [chunks][rows slots + 1], start of each list within its chunk. */
  int[] starts() {
    return starts;
  }

  /** [pixels][slots], pixels, counted from the start of their chunk. */
  int[] pixels() {
    return pixels;
  }
}
