package io.anchorage.cloud;

import java.util.Locale;

/**
 * Space-filling curves over the cells of a grid: each cell of {@code [0, 2^depth)^n} has a key, and
 * points that are consecutive in the order of their keys are mostly near each other. Keys without
 * their last n bits are those of the cells of the next coarser grid.
 *
 * <p>Point Transformer V3 (X. Wu et al., 2024) serialises clouds along four of them.
 */
public enum SpaceFillingCurve {
  /** Bits interleaved, the first coordinate's first. */
  Z(false),
  /** As Z with the first two coordinates exchanged. */
  Z_TRANS(true),
  /** Consecutive cells share a side. Keys depend on the depth: one more level turns the curve. */
  HILBERT(false),
  /** As HILBERT with the first two coordinates exchanged. */
  HILBERT_TRANS(true);

  private final boolean exchanged;

  SpaceFillingCurve(boolean exchanged) {
    this.exchanged = exchanged;
  }

  /**
   * The key of a cell of the plane, in [0, 4^depth).
   *
   * @param x in [0, 2^depth)
   * @param y in [0, 2^depth)
   * @param depth bits per coordinate, 1 .. 31
   */
  public long key(int x, int y, int depth) {
    return key(exchanged ? new int[] {y, x} : new int[] {x, y}, depth);
  }

  /**
   * The key of a cell of space, in [0, 8^depth). The plane z = 0 of the Hilbert curve is not the
   * plane's own Hilbert curve.
   *
   * @param depth bits per coordinate, 1 .. 20
   */
  public long key(int x, int y, int z, int depth) {
    return key(exchanged ? new int[] {y, x, z} : new int[] {x, y, z}, depth);
  }

  private long key(int[] cell, int depth) {
    check(cell, depth);
    return switch (this) {
      case Z, Z_TRANS -> interleave(cell, depth);
      case HILBERT, HILBERT_TRANS -> hilbert(cell, depth);
    };
  }

  private static void check(int[] cell, int depth) {
    if (depth < 1 || depth * cell.length > 62) {
      throw new IllegalArgumentException(
          "Depth must be in 1 .. %d: %d".formatted(62 / cell.length, depth));
    }
    for (int coordinate : cell) {
      if (coordinate < 0 || coordinate >>> depth != 0) {
        throw new IllegalArgumentException(
            "Cell must be in 0 .. 2^%d - 1: %d".formatted(depth, coordinate));
      }
    }
  }

  private static long interleave(int[] cell, int depth) {
    if (cell.length == 2) {
      return ZOrder.key(cell[0], cell[1]);
    }
    long key = 0;
    for (int bit = depth - 1; bit >= 0; bit--) {
      for (int coordinate : cell) {
        key = key << 1 | (coordinate >>> bit & 1);
      }
    }
    return key;
  }

  /**
   * J. Skilling: Programming the Hilbert curve (2004). Undoes the excess work from the most
   * significant bit on, then reads the interleaved bits as a Gray code.
   */
  private static long hilbert(int[] cell, int depth) {
    for (int bit = depth - 1; bit >= 0; bit--) {
      int lower = (1 << bit) - 1;
      for (int d = 0; d < cell.length; d++) {
        if ((cell[d] >>> bit & 1) == 1) {
          cell[0] ^= lower;
        } else {
          int differing = (cell[0] ^ cell[d]) & lower;
          cell[0] ^= differing;
          cell[d] ^= differing;
        }
      }
    }
    long key = interleave(cell, depth);
    for (int shift = 1; shift < Long.SIZE; shift <<= 1) {
      key ^= key >>> shift;
    }
    return key;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
