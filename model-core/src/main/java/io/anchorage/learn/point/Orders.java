package io.anchorage.learn.point;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.SpaceFillingCurve;
import java.util.Arrays;

/**
 * Orders the points of a batch along a curve, cloud by cloud; points in the same cell keep their
 * order.
 */
final class Orders {
  private Orders() {}

  /**
   * Sorts the points.
   *
   * @param depth bits of a cell's row and of its column
   * @param compat published: the curve is a slice of the 3D curve
   * @return [points], a permutation within each cloud
   */
  static int[] along(SpaceFillingCurve curve, Cells cells, int depth, Compat compat) {
    int[] order = new int[cells.points()];
    for (int b = 0; b < cells.clouds(); b++) {
      int start = cells.start(b);
      long[] keys = new long[cells.size(b)];
      for (int i = 0; i < keys.length; i++) {
        int row = cells.row(start + i);
        int column = cells.column(start + i);
        keys[i] =
            compat == Compat.PUBLISHED
                ? curve.key(row, column, 0, depth)
                : curve.key(row, column, depth);
      }
      int[] sorted = sort(keys);
      for (int i = 0; i < sorted.length; i++) {
        order[start + i] = start + sorted[i];
      }
    }
    return order;
  }

  /** The indices that sort the keys; equal keys stay in index order. */
  private static int[] sort(long[] keys) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(keys.length);
    long largest = Arrays.stream(keys).max().orElse(0);
    int[] numbers = new int[keys.length];
    if (Long.numberOfLeadingZeros(largest) > bits) {
      long[] packed = new long[keys.length];
      for (int i = 0; i < keys.length; i++) {
        packed[i] = keys[i] << bits | i;
      }
      Arrays.sort(packed);
      for (int i = 0; i < keys.length; i++) {
        numbers[i] = (int) (packed[i] & ((1L << bits) - 1));
      }
      return numbers;
    }
    Integer[] boxed = new Integer[keys.length];
    Arrays.setAll(boxed, i -> i);
    Arrays.sort(boxed, (a, b) -> Long.compare(keys[a], keys[b]));
    Arrays.setAll(numbers, i -> boxed[i]);
    return numbers;
  }
}
