package io.anchorage.family.localglobal;

import io.anchorage.field.Coordinates;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Points in the order in which kernels take them: partition by partition, each from a multiple of
 * {@link MlpShape#BLOCK} on, in tiles of one partition each, which are cut into strands. Immutable.
 */
final class PartitionedPoints {
  private static final int NONE = -1;
  private static final int MOST_STRANDS = 32;

  /**
   * Positions of one partition that go through the networks together.
   *
   * @param partition its number among those that are there
   * @param start the first position, a multiple of the block
   * @param columns positions, a multiple of the block
   */
  record Tile(int partition, int start, int columns) {}

  private final int count;
  private final int[] order;
  private final MlpPoints points;
  private final float[] real;
  private final List<Tile> tiles;

  private PartitionedPoints(
      int count, int[] order, MlpPoints points, float[] real, List<Tile> tiles) {
    this.count = count;
    this.order = order;
    this.points = points;
    this.real = real;
    this.tiles = tiles;
  }

  /** Points of a field's grid. */
  static PartitionedPoints of(LocalGlobalShape shape, Frame frame, Coordinates at) {
    int[] partition = partitions(shape.partitions(), frame, at);
    int[] begin = new int[shape.partitions().held() + 1];
    for (int p : partition) {
      begin[p + 1]++;
    }
    List<Tile> tiles = new ArrayList<>();
    int tile = shape.tiles().tile();
    for (int p = 0; p < begin.length - 1; p++) {
      int columns = MlpShape.padded(begin[p + 1]);
      for (int from = 0; from < columns; from += tile) {
        tiles.add(new Tile(p, begin[p] + from, Math.min(tile, columns - from)));
      }
      begin[p + 1] = begin[p] + columns;
    }
    int[] order = new int[begin[begin.length - 1]];
    Arrays.fill(order, NONE);
    int[] next = begin.clone();
    for (int n = 0; n < partition.length; n++) {
      order[next[partition[n]]++] = n;
    }
    return laid(frame, at, order, tiles);
  }

  private static PartitionedPoints laid(
      Frame frame, Coordinates at, int[] order, List<Tile> tiles) {
    float[][] coordinates = new float[at.dimensions()][order.length];
    float[] real = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      if (order[i] != NONE) {
        real[i] = 1;
        for (int a = 0; a < coordinates.length; a++) {
          coordinates[a][i] = frame.coordinate(a, at.axis(a)[order[i]]);
        }
      }
    }
    return new PartitionedPoints(
        at.points(), order, MlpPoints.list(coordinates), real, List.copyOf(tiles));
  }

  private static int[] partitions(Partitions partitions, Frame frame, Coordinates at) {
    int[] out = new int[at.points()];
    for (int a = 0; a < at.dimensions(); a++) {
      float[] places = at.axis(a);
      for (int n = 0; n < out.length; n++) {
        int part = partitions.of(a, frame.place(a, places[n]), frame.extents().get(a));
        out[n] = out[n] * partitions.held(a) + part - partitions.first(a);
      }
    }
    return out;
  }

  /** Points. */
  int count() {
    return count;
  }

  /** Positions. */
  int positions() {
    return order.length;
  }

  /** The coordinates by position; zero where there is no point. */
  MlpPoints points() {
    return points;
  }

  /** [positions]: 1 at a position that has a point, 0 elsewhere. */
  float[] real() {
    return real;
  }

  /** Numbers of the points by position: [channels][points] becomes [channels][positions]. */
  float[] lay(float[] values, int channels) {
    float[] out = new float[Math.multiplyExact(channels, order.length)];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < order.length; i++) {
        out[c * order.length + i] = order[i] == NONE ? 0 : values[c * count + order[i]];
      }
    }
    return out;
  }

  /** Sets the number of the point at a position, if there is one. */
  void put(float value, int position, int channel, float[] out) {
    if (order[position] != NONE) {
      out[channel * count + order[position]] = value;
    }
  }

  /** Groups of neighbouring tiles whose gradients are summed separately; at most 32. */
  int strands() {
    return (tiles.size() - 1) / run() + 1;
  }

  /** The tiles of a strand. */
  List<Tile> strand(int strand) {
    return tiles.subList(strand * run(), Math.min(tiles.size(), (strand + 1) * run()));
  }

  private int run() {
    return (tiles.size() - 1) / MOST_STRANDS + 1;
  }
}
