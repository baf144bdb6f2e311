package io.anchorage.learn.point;

import java.util.Arrays;

/**
 * Patches of points that attend to each other: each cloud's points along a curve, cut into runs of
 * K. A cloud of at most K points is one patch. If K does not divide a larger cloud's size, its last
 * patch is filled with the points in the same slots of the previous patch; they serve as keys
 * there, and their outputs as queries are discarded.
 */
final class Patches {
  private final Cells cells;
  private final int count;
  private final int slots;
  private final int[] points;
  private final int[] slotOfPoint;

  /**
   * @param order the points of each cloud along a curve
   * @param size K, points per patch
   */
  Patches(Cells cells, int[] order, int size) {
    this.cells = cells;
    this.slots = Math.min(size, cells.largestCloud());
    int patches = 0;
    for (int b = 0; b < cells.clouds(); b++) {
      patches += (cells.size(b) + size - 1) / size;
    }
    this.count = patches;
    this.points = new int[patches * slots];
    Arrays.fill(points, cells.points());
    this.slotOfPoint = new int[cells.points()];
    int at = 0;
    for (int b = 0; b < cells.clouds(); b++) {
      at = fill(order, b, size, at);
    }
  }

  private int fill(int[] order, int cloud, int size, int from) {
    int at = from;
    for (int done = 0; done < cells.size(cloud); done += size) {
      int own = Math.min(size, cells.size(cloud) - done);
      for (int i = 0; i < own; i++) {
        int point = order[cells.start(cloud) + done + i];
        points[at + i] = point;
        slotOfPoint[point] = at + i;
      }
      if (done > 0) {
        System.arraycopy(points, at - slots + own, points, at + own, size - own);
      }
      at += slots;
    }
    return at;
  }

  int count() {
    return count;
  }

  /** Slots per patch. */
  int slots() {
    return slots;
  }

  /** [patches][slots], the point in each slot; the number of points where the slot is empty. */
  int[] points() {
    return points;
  }

  /** [points], the slot in which each point is a query. */
  int[] slotOfPoint() {
    return slotOfPoint;
  }

  /** Whether there are empty slots. */
  boolean padded() {
    for (int point : points) {
      if (point == cells.points()) {
        return true;
      }
    }
    return false;
  }

  /**
   * For each query and key of each patch, a row of a table of {@code (2 bound + 1)^2 + 1} rows:
   * that of the clamped offset between their cells, or the last one if there is no key.
   *
   * @param bound the largest offset with its own row, in cells
   * @return [patches][slots][slots]
   */
  int[] offsets(int bound) {
    int side = 2 * bound + 1;
    int none = side * side;
    int[] offsets = new int[points.length * slots];
    int at = 0;
    for (int query = 0; query < points.length; query++) {
      int patch = query / slots * slots;
      int asking = points[query];
      for (int key = patch; key < patch + slots; key++) {
        int asked = points[key];
        if (asked == cells.points()) {
          offsets[at++] = none;
        } else if (asking == cells.points()) {
          offsets[at++] = 0;
        } else {
          int down = clamp(cells.row(asking) - cells.row(asked), bound) + bound;
          int right = clamp(cells.column(asking) - cells.column(asked), bound) + bound;
          offsets[at++] = down * side + right;
        }
      }
    }
    return offsets;
  }

  private static int clamp(int offset, int bound) {
    return Math.max(-bound, Math.min(bound, offset));
  }
}
