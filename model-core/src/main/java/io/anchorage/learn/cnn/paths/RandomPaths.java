package io.anchorage.learn.cnn.paths;

import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.ReceptiveField;

/**
 * Random paths through the maps of one image (He 2025, section 3.4.1): the last position is uniform
 * on its map, each one before it is uniform on what the position after it sees. The padding has no
 * positions, so no path goes there.
 */
public final class RandomPaths {
  private static final int MOST = 1_000_000;

  private final int[][] positions;

  private RandomPaths(int[][] positions) {
    this.positions = positions;
  }

  /**
   * Draws paths.
   *
   * @param last the layer where paths end, j in the thesis
   * @param count number of paths
   * @param draws random numbers used only for this image and forward pass
   * @throws IllegalArgumentException in one line, if the layer does not exist or count is below 1
   */
  public static RandomPaths draw(AllCnnConfig network, int last, int count, Philox draws) {
    requireUsable(network, last, count);
    int[][] positions = new int[last][count];
    int next = 0;
    for (int path = 0; path < count; path++) {
      int side = network.layer(last).side();
      int row = draws.below(next++, side);
      int column = draws.below(next++, side);
      positions[last - 1][path] = row * side + column;
      for (int layer = last; layer > 1; layer--) {
        ReceptiveField field = network.layer(layer).field();
        row = field.first(row) + draws.below(next++, field.last(row) - field.first(row) + 1);
        column =
            field.first(column) + draws.below(next++, field.last(column) - field.first(column) + 1);
        positions[layer - 2][path] = row * field.inputSide() + column;
      }
    }
    return new RandomPaths(positions);
  }

  static void requireUsable(AllCnnConfig network, int last, int count) {
    network.layer(last);
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("paths must be in 1 .. %d: %d".formatted(MOST, count));
    }
  }

  /** One of the paths. */
  RandomPaths only(int path) {
    int[][] own = new int[positions.length][];
    for (int layer = 0; layer < own.length; layer++) {
      own[layer] = new int[] {positions[layer][path]};
    }
    return new RandomPaths(own);
  }

  public int count() {
    return positions[0].length;
  }

  /** The layer where paths end. */
  public int last() {
    return positions.length;
  }

  /** A path's position in the map of a layer (from 1), as an index from 0, row by row. */
  public int at(int layer, int path) {
    return positions[layer - 1][path];
  }
}
