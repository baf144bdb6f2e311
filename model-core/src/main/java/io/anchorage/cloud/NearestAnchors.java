package io.anchorage.cloud;

import java.util.Arrays;

/**
 * Exact nearest neighbours: the anchors nearest to a point of the plane, ordered by squared
 * Euclidean distance, and by number at equal distances.
 *
 * <p>The anchors are in a balanced binary tree of bounding boxes: each node halves its anchors
 * along the longer side of their box.
 */
public final class NearestAnchors {
  private static final int LEAF = 12;

  private final int anchors;
  private final float[] positions;
  private final int[] order;
  private final float[] orderedRows;
  private final float[] orderedColumns;

  /** [nodes][4]: lowest row, highest row, lowest column, highest column; children 2i+1 and 2i+2. */
  private final float[] boxes;

  /**
   * @param positions [anchors][2], row and column in pixels; finite, at least one anchor
   */
  public NearestAnchors(float[] positions) {
    if (positions.length < 2 || positions.length % 2 != 0) {
      throw new IllegalArgumentException(
          "Anchors need a row and a column each: " + positions.length + " numbers");
    }
    this.anchors = positions.length / 2;
    this.positions = positions.clone();
    this.order = new int[anchors];
    this.orderedRows = new float[anchors];
    this.orderedColumns = new float[anchors];
    this.boxes = new float[4 * nodes(anchors)];
    long[] keys = new long[anchors];
    for (int a = 0; a < anchors; a++) {
      keys[a] = a;
    }
    arrange(keys, 0, anchors, 0);
    for (int i = 0; i < anchors; i++) {
      order[i] = (int) keys[i];
      orderedRows[i] = positions[2 * order[i]];
      orderedColumns[i] = positions[2 * order[i] + 1];
    }
  }

  public int anchors() {
    return anchors;
  }

  /**
   * The nearest anchors of each pixel of an image.
   *
   * @param count anchors per pixel, at most {@link #anchors()}
   * @return [height * width][count], anchor numbers
   */
  public int[] ofPixels(int height, int width, int count) {
    Search search = new Search(count);
    int[] nearest = new int[Math.multiplyExact(Math.multiplyExact(height, width), count)];
    for (int r = 0; r < height; r++) {
      for (int q = 0; q < width; q++) {
        search.find(r, q, nearest, (r * width + q) * count);
      }
    }
    return nearest;
  }

  /**
   * The nearest anchors of given points.
   *
   * @param rows one per point, in pixels
   * @param columns one per point, in pixels
   * @param count how many for each point, at most {@link #anchors()}
   * @return [points][count], anchor numbers
   */
  public int[] ofPoints(float[] rows, float[] columns, int count) {
    Search search = new Search(count);
    int[] nearest = new int[Math.multiplyExact(rows.length, count)];
    for (int p = 0; p < rows.length; p++) {
      search.find(rows[p], columns[p], nearest, p * count);
    }
    return nearest;
  }

  /**
   * The nearest anchors of given places.
   *
   * @param places [points][2], row and column in pixels
   * @param count how many for each point, at most {@link #anchors()}
   * @return [points][count], anchor numbers
   */
  public int[] ofPlaces(float[] places, int count) {
    Search search = new Search(count);
    int[] nearest = new int[Math.multiplyExact(places.length / 2, count)];
    for (int p = 0; p < places.length / 2; p++) {
      search.find(places[2 * p], places[2 * p + 1], nearest, p * count);
    }
    return nearest;
  }

  private static int nodes(int anchors) {
    return anchors <= LEAF ? 1 : 1 + 2 * nodes(anchors - anchors / 2);
  }

  /**
   * Arranges {@code keys[from..to)}, whose low words are anchor numbers, in the order of the tree.
   */
  private void arrange(long[] keys, int from, int to, int node) {
    int box = 4 * node;
    boxes[box] = Float.POSITIVE_INFINITY;
    boxes[box + 1] = Float.NEGATIVE_INFINITY;
    boxes[box + 2] = Float.POSITIVE_INFINITY;
    boxes[box + 3] = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      int anchor = (int) keys[i];
      boxes[box] = Math.min(boxes[box], positions[2 * anchor]);
      boxes[box + 1] = Math.max(boxes[box + 1], positions[2 * anchor]);
      boxes[box + 2] = Math.min(boxes[box + 2], positions[2 * anchor + 1]);
      boxes[box + 3] = Math.max(boxes[box + 3], positions[2 * anchor + 1]);
    }
    if (to - from <= LEAF) {
      return;
    }
    int axis = boxes[box + 1] - boxes[box] >= boxes[box + 3] - boxes[box + 2] ? 0 : 1;
    for (int i = from; i < to; i++) {
      int anchor = (int) keys[i];
      keys[i] = ((long) ascendingBits(positions[2 * anchor + axis]) << 32) | anchor;
    }
    Arrays.sort(keys, from, to);
    int middle = (from + to) >>> 1;
    arrange(keys, from, middle, 2 * node + 1);
    arrange(keys, middle, to, 2 * node + 2);
  }

  /** Maps floats to integers of the same order. */
  private static int ascendingBits(float value) {
    int bits = Float.floatToIntBits(value);
    return bits ^ ((bits >> 31) & 0x7FFFFFFF);
  }

  /** A search for the anchors of one point after another. */
  private final class Search {
    private final int count;
    private final double[] distances;
    private final int[] numbers;
    private double row;
    private double column;

    Search(int count) {
      if (count < 1 || count > anchors) {
        throw new IllegalArgumentException(
            "Nearest anchors wanted must be in 1 .. " + anchors + ": " + count);
      }
      this.count = count;
      this.distances = new double[count];
      this.numbers = new int[count];
    }

    void find(float atRow, float atColumn, int[] nearest, int at) {
      row = atRow;
      column = atColumn;
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
      Arrays.fill(numbers, Integer.MAX_VALUE);
      visit(0, anchors, 0);
      System.arraycopy(numbers, 0, nearest, at, count);
    }

    private void visit(int from, int to, int node) {
      if (to - from <= LEAF) {
        for (int i = from; i < to; i++) {
          double dr = orderedRows[i] - row;
          double dc = orderedColumns[i] - column;
          offer(dr * dr + dc * dc, order[i]);
        }
        return;
      }
      int middle = (from + to) >>> 1;
      int left = 2 * node + 1;
      int right = left + 1;
      double toLeft = distanceToBox(left);
      double toRight = distanceToBox(right);
      if (toLeft <= toRight) {
        visitIfNear(toLeft, from, middle, left);
        visitIfNear(toRight, middle, to, right);
      } else {
        visitIfNear(toRight, middle, to, right);
        visitIfNear(toLeft, from, middle, left);
      }
    }

    /**
     * Visits a box that is no farther than the last anchor found: at the same distance it may hold
     * an anchor of a lower number.
     */
    private void visitIfNear(double distance, int from, int to, int node) {
      if (distance <= distances[count - 1]) {
        visit(from, to, node);
      }
    }

    private double distanceToBox(int node) {
      int box = 4 * node;
      double dr = Math.max(0, Math.max(boxes[box] - row, row - boxes[box + 1]));
      double dc = Math.max(0, Math.max(boxes[box + 2] - column, column - boxes[box + 3]));
      return dr * dr + dc * dc;
    }

    private void offer(double distance, int anchor) {
      int last = count - 1;
      if (distance > distances[last] || (distance == distances[last] && anchor > numbers[last])) {
        return;
      }
      int i = last;
      while (i > 0
          && (distance < distances[i - 1]
              || (distance == distances[i - 1] && anchor < numbers[i - 1]))) {
        distances[i] = distances[i - 1];
        numbers[i] = numbers[i - 1];
        i--;
      }
      distances[i] = distance;
      numbers[i] = anchor;
    }
  }
}
