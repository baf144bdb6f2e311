package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Rows;
import java.util.Arrays;

/**
 * Pairs of points and their neighbours. Per-pair computation runs on existing pairs only; they are
 * laid out in a padded table where a point's neighbours are combined.
 */
final class Pairs {
  private final int[] asking;
  private final int[] asked;
  private final float[] offsets;

  /** [points][width], the pair in each slot; the number of pairs where the slot is empty. */
  private final int[] table;

  private final int points;
  private final int width;

  private Pairs(int[] asking, int[] asked, float[] offsets, int[] table, int points, int width) {
    this.asking = asking;
    this.asked = asked;
    this.offsets = offsets;
    this.table = table;
    this.points = points;
    this.width = width;
  }

  /**
   * The pairs of a neighbour table.
   *
   * @param asked [points][count], the neighbours, -1 where there is none
   * @param offsets [points][count][2]
   */
  static Pairs of(int[] asked, float[] offsets, int points, int count) {
    int pairs = (int) Arrays.stream(asked).filter(point -> point >= 0).count();
    int[] from = new int[pairs];
    int[] to = new int[pairs];
    float[] apart = new float[2 * pairs];
    int[] table = new int[asked.length];
    int at = 0;
    for (int i = 0; i < asked.length; i++) {
      if (asked[i] < 0) {
        table[i] = pairs;
        continue;
      }
      from[at] = i / count;
      to[at] = asked[i];
      apart[2 * at] = offsets[2 * i];
      apart[2 * at + 1] = offsets[2 * i + 1];
      table[i] = at++;
    }
    return new Pairs(from, to, apart, table, points, count);
  }

  int count() {
    return asking.length;
  }

  /** The rows of each pair's point: [pairs, channels]. */
  NDArray asking(Pass pass, NDArray x) {
    return Rows.gather(x, pass.indices(asking, asking.length));
  }

  /** The rows of each pair's neighbour: [pairs, channels]. */
  NDArray asked(Pass pass, NDArray x) {
    return Rows.gather(x, pass.indices(asked, asked.length));
  }

  /** [pairs, 2], position of the neighbour minus that of the point. */
  NDArray offsets(Pass pass) {
    return pass.floats(offsets, asking.length, 2);
  }

  /**
   * Lays pairs out by point.
   *
   * @param x [pairs, channels]
   * @param none the value of empty slots
   * @return [points, width, channels]
   */
  NDArray byPoint(Pass pass, NDArray x, double none) {
    if (count() == table.length) {
      return x.reshape(points, width, x.size(1));
    }
    NDArray empty = pass.zeros(1, x.size(1)).addi(none);
    NDArray rows = x.concat(empty, 0);
    return Rows.gather(rows, pass.indices(table, points, width));
  }
}
