package io.anchorage.learn.cnn.paths;

import io.anchorage.learn.cnn.ConvLayer;
import io.anchorage.learn.cnn.ReceptiveField;
import java.util.Arrays;
import java.util.List;

/**
 * One layer of all paths of a batch, as index arrays, so that it takes a handful of tensor
 * operations. A <i>node</i> is a position of an image's map where at least one path is; nodes are
 * in the order of image and position. A <i>row</i> is an activation to compute: a node as it looks
 * from the position that a path comes from.
 *
 * <p>Rows read a table: the predicted map before this one (all images, position by position), then
 * the nodes of the layer before, then one row of zeros for the padding.
 */
final class PathSteps {
  private final ConvLayer layer;
  private final int images;
  private final int[] nodes;
  private final int[] nodeAt;
  private final int[] index;
  private final int[] fieldRows;
  private final float[] shares;
  private final int widest;

  private PathSteps(ConvLayer layer, PathSteps before, List<RandomPaths> paths, PatchRule rule) {
    this.layer = layer;
    this.images = paths.size();
    long pitch = positionsBefore() * (long) images;
    boolean own = before != null && rule == PatchRule.OWN;
    long[] keys = keys(paths, own ? pitch : 1, own);
    int[] counts = new int[keys.length];
    int rows = distinct(keys, counts);
    this.nodeAt = new int[images * positions()];
    Arrays.fill(nodeAt, -1);
    this.nodes = nodes(keys, rows, own ? pitch : 1);
    this.index = index(keys, rows, own ? pitch : 1, own, before);
    int[] rowsOfNode = new int[nodes.length];
    for (int r = 0; r < rows; r++) {
      rowsOfNode[nodeOf(keys[r], own ? pitch : 1)]++;
    }
    this.widest = Arrays.stream(rowsOfNode).max().orElseThrow();
    this.fieldRows = new int[nodes.length * widest];
    this.shares = new float[nodes.length * widest];
    meet(keys, counts, rows, own ? pitch : 1);
  }

  /**
   * The layer's steps.
   *
   * @param before those of the layer before; null for the first layer, whose table is the images
   * @param paths one an image
   */
  static PathSteps of(ConvLayer layer, PathSteps before, List<RandomPaths> paths, PatchRule rule) {
    return new PathSteps(layer, before, paths, rule);
  }

  /** Position and, if rows differ by it, the path's position before, as one sorted number. */
  private long[] keys(List<RandomPaths> paths, long pitch, boolean own) {
    int count = paths.get(0).count();
    int number = layer.number();
    long[] keys = new long[images * count];
    for (int image = 0; image < images; image++) {
      RandomPaths drawn = paths.get(image);
      for (int p = 0; p < count; p++) {
        long at = (long) image * positions() + drawn.at(number, p);
        long from = own ? (long) image * positionsBefore() + drawn.at(number - 1, p) : 0;
        keys[image * count + p] = at * pitch + from;
      }
    }
    Arrays.sort(keys);
    return keys;
  }

  private static int distinct(long[] keys, int[] counts) {
    int rows = 0;
    for (int k = 0; k < keys.length; k++) {
      if (k > 0 && keys[k] == keys[rows - 1]) {
        counts[rows - 1]++;
      } else {
        keys[rows] = keys[k];
        counts[rows++] = 1;
      }
    }
    return rows;
  }

  private int[] nodes(long[] keys, int rows, long pitch) {
    int[] found = new int[rows];
    int count = 0;
    for (int r = 0; r < rows; r++) {
      int at = (int) (keys[r] / pitch);
      if (nodeAt[at] < 0) {
        nodeAt[at] = count;
        found[count++] = at;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private int nodeOf(long key, long pitch) {
    return nodeAt[(int) (key / pitch)];
  }

  private int[] index(long[] keys, int rows, long pitch, boolean own, PathSteps before) {
    ReceptiveField field = layer.field();
    int computed = images * positionsBefore();
    int zero = computed + (before == null ? 0 : before.nodes.length);
    int[] taken = new int[rows * field.taps()];
    for (int r = 0; r < rows; r++) {
      int at = (int) (keys[r] / pitch);
      int first = at / positions() * positionsBefore();
      int[] seen = field.positions(at % positions());
      for (int t = 0; t < seen.length; t++) {
        int source = first + seen[t];
        boolean node =
            before != null
                && seen[t] != ReceptiveField.PADDING
                && before.nodeAt[source] >= 0
                && (!own || source == keys[r] % pitch);
        taken[r * seen.length + t] =
            seen[t] == ReceptiveField.PADDING
                ? zero
                : node ? computed + before.nodeAt[source] : source;
      }
    }
    return taken;
  }

  /** Each node is the mean over the paths that meet there. */
  private void meet(long[] keys, int[] counts, int rows, long pitch) {
    Arrays.fill(fieldRows, rows);
    int[] used = new int[nodes.length];
    int[] met = new int[nodes.length];
    for (int r = 0; r < rows; r++) {
      met[nodeOf(keys[r], pitch)] += counts[r];
    }
    for (int r = 0; r < rows; r++) {
      int node = nodeOf(keys[r], pitch);
      int slot = node * widest + used[node]++;
      fieldRows[slot] = r;
      shares[slot] = (float) counts[r] / met[node];
    }
  }

  ConvLayer layer() {
    return layer;
  }

  /** Positions of the layer's map, of one image. */
  int positions() {
    return layer.side() * layer.side();
  }

  private int positionsBefore() {
    return layer.field().inputSide() * layer.field().inputSide();
  }

  /** Number of activations to compute. */
  int rows() {
    return index.length / layer.field().taps();
  }

  /** [nodes] image times {@link #positions} plus position, ascending. */
  int[] nodes() {
    return nodes;
  }

  /** [rows, taps] of the table. */
  int[] index() {
    return index;
  }

  /** Whether paths meet with different activations, so that means are needed. */
  boolean meets() {
    return widest > 1;
  }

  /** Most rows of a node. */
  int widest() {
    return widest;
  }

  /** [nodes, widest] the rows of each node, padded with the number of rows. */
  int[] rowsOfNodes() {
    return fieldRows;
  }

  /** [nodes, widest] each row's share of its node; the shares of a node add up to 1. */
  float[] shares() {
    return shares;
  }

  /** [images, positions] of a table of this layer's map: nodes where there are some. */
  int[] overwritten() {
    int computed = images * positions();
    int[] taken = new int[computed];
    for (int p = 0; p < computed; p++) {
      taken[p] = nodeAt[p] < 0 ? p : computed + nodeAt[p];
    }
    return taken;
  }

  /** How many positions of the layer before are seen by at least one row. */
  int seenBefore() {
    int computed = images * positionsBefore();
    boolean[] seen = new boolean[computed];
    int count = 0;
    for (int row = 0; row < nodes.length; row++) {
      int first = nodes[row] / positions() * positionsBefore();
      for (int p : layer.field().positions(nodes[row] % positions())) {
        if (p != ReceptiveField.PADDING && !seen[first + p]) {
          seen[first + p] = true;
          count++;
        }
      }
    }
    return count;
  }
}
