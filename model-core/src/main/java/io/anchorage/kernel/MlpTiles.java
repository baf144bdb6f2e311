package io.anchorage.kernel;

/**
 * How an MLP's positions are cut: into tiles, which go through the network together, and strands,
 * runs of tiles that one thread takes. Both follow from the shape and their number alone, because
 * they decide the order of sums: a strand's gradient is the sum of its tiles', the gradient is the
 * sum of the strands'.
 *
 * @param positions number of positions
 * @param tile positions of a tile; the last one may be shorter
 * @param run tiles of a strand; the last strand may be shorter
 */
public record MlpTiles(int positions, int tile, int run) {
  private static final int MOST_STRANDS = 32;

  static MlpTiles of(int positions, int tile) {
    int tiles = (positions - 1) / tile + 1;
    return new MlpTiles(positions, tile, (tiles - 1) / MOST_STRANDS + 1);
  }

  /** At least 1, at most 32. */
  public int strands() {
    return (positions - 1) / (tile * run) + 1;
  }

  /** The strand's first position. */
  public int start(int strand) {
    return strand * run * tile;
  }

  /** One past the strand's last position. */
  public int end(int strand) {
    return (int) Math.min(positions, (long) (strand + 1) * run * tile);
  }

  /** Positions of the tile that begins at {@code start}. */
  public int count(int start) {
    return Math.min(tile, positions - start);
  }

  /** Positions of the largest tile, padded to whole blocks. */
  public int padded() {
    return MlpShape.padded(Math.min(tile, positions));
  }
}
