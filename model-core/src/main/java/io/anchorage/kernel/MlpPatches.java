package io.anchorage.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which kernels take the points of a full grid of two or more axes: in patches of
 * sixteen, so that one vector of points has few rows and few columns of the grid, the same ones as
 * its neighbours.
 *
 * <p>A patch has {@code rows} places of the last but one axis and {@code columns} of the last.
 * Patches follow each other along the last axis, then along the one before, then along what is
 * left. At the grid's ends patches reach over; such positions have no point.
 *
 * @param extents of the axes, slowest first, the last two rounded up to whole patches
 * @param rows 1, 2, 4, 8 or 16
 * @param columns 16 / rows
 */
record MlpPatches(List<Integer> extents, int rows, int columns) {
  /** The patches that need the fewest positions; of several such, the squarest. */
  static MlpPatches of(int... grid) {
    MlpPatches best = null;
    for (int rows : new int[] {4, 2, 8, 1, 16}) {
      MlpPatches next = cut(grid, rows, LaneTree.LANES / rows);
      if (best == null || next.positions() < best.positions()) {
        best = next;
      }
    }
    return best;
  }

  private static MlpPatches cut(int[] grid, int rows, int columns) {
    int last = grid.length - 1;
    List<Integer> extents = new ArrayList<>();
    for (int a = 0; a <= last; a++) {
      int side = a == last ? columns : a == last - 1 ? rows : 1;
      extents.add(Math.multiplyExact((grid[a] - 1) / side + 1, side));
    }
    return new MlpPatches(List.copyOf(extents), rows, columns);
  }

  /** All positions, a multiple of sixteen. */
  int positions() {
    return extents.stream().reduce(1, Math::multiplyExact);
  }

  /** Patches side by side along the last axis. */
  int across() {
    return extents.get(extents.size() - 1) / columns;
  }

  /** Patches along the last but one axis. */
  int down() {
    return extents.get(extents.size() - 2) / rows;
  }

  /** The place of a position on one axis. */
  int place(int axis, int position) {
    int last = extents.size() - 1;
    int patch = position / LaneTree.LANES;
    int lane = position % LaneTree.LANES;
    if (axis == last) {
      return patch % across() * columns + lane % columns;
    }
    patch /= across();
    if (axis == last - 1) {
      return patch % down() * rows + lane / columns;
    }
    patch /= down();
    for (int a = last - 2; a > axis; a--) {
      patch /= extents.get(a);
    }
    return patch % extents.get(axis);
  }
}
