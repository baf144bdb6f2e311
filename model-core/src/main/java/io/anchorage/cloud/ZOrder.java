package io.anchorage.cloud;

/**
 * Keys of the cells of the plane in Z-order (G. M. Morton, 1966): the bits of row and column
 * interleaved, the row's first. Cells whose keys are close are mostly close to each other.
 */
public final class ZOrder {
  private ZOrder() {}

  /**
   * The key of a cell, in [0, 2^62).
   *
   * @param row at least 0
   * @param column at least 0
   */
  public static long key(int row, int column) {
    return (spread(row) << 1) | spread(column);
  }

  /** The row of a key's cell. */
  public static int row(long key) {
    return gather(key >>> 1);
  }

  /** The column of a key's cell. */
  public static int column(long key) {
    return gather(key);
  }

  /** Moves bit b of a number to bit 2 b. */
  private static long spread(int number) {
    long x = number & 0xFFFFFFFFL;
    x = (x | (x << 16)) & 0x0000FFFF0000FFFFL;
    x = (x | (x << 8)) & 0x00FF00FF00FF00FFL;
    x = (x | (x << 4)) & 0x0F0F0F0F0F0F0F0FL;
    x = (x | (x << 2)) & 0x3333333333333333L;
    return (x | (x << 1)) & 0x5555555555555555L;
  }

  /** Moves bit 2 b of a number to bit b. */
  private static int gather(long number) {
    long x = number & 0x5555555555555555L;
    x = (x | (x >>> 1)) & 0x3333333333333333L;
    x = (x | (x >>> 2)) & 0x0F0F0F0F0F0F0F0FL;
    x = (x | (x >>> 4)) & 0x00FF00FF00FF00FFL;
    x = (x | (x >>> 8)) & 0x0000FFFF0000FFFFL;
    return (int) (x | (x >>> 16));
  }
}
