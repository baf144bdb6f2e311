package io.anchorage.family.arc.cuda;

import io.anchorage.family.arc.PixelOrder;

/**
 * Which pixels of a chunk read each anchor's slot: the neighbours' lists, turned around. Within a
 * list pixels ascend, so that sums over it have one order.
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
   * Turns the lists around.
   *
   * @param neighbours [pixels][slots] anchors, pixels in the order of the steps
   * @param rows anchors with their padding
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

  /** [chunks][rows slots + 1]: where each list begins among the chunk's. */
  int[] starts() {
    return starts;
  }

  /** [pixels][slots]: pixels, counted from their chunk's first. */
  int[] pixels() {
    return pixels;
  }
}
