package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.LaneTree;

/**
 * The sizes of an ARC decoder and of its kernels' arrays.
 *
 * <p>Rows that are read lane by lane are zero-padded to whole {@linkplain LaneTree#LANES virtual
 * lanes}; the padding never changes a result.
 *
 * @param slots neighbours n of a point
 * @param latentDim dimension z of a latent
 * @param channels outputs C
 */
public record ArcShape(int slots, int latentDim, int channels) {
  private static final int TILE = 4;

  public ArcShape {
    if (slots < 1 || latentDim < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "ARC sizes must be positive: " + slots + ", " + latentDim + ", " + channels);
    }
  }

  /** Number of hidden units of the decoder, equal to its inputs: n (z + 2). */
  public int hidden() {
    return slots * (latentDim + 2);
  }

  /** Length of a row of hidden units. */
  public int hiddenRow() {
    return LaneTree.padded(hidden());
  }

  /** Length of a row of latents. */
  public int latentRow() {
    return LaneTree.padded(latentDim);
  }

  /** Length of a row of the Jacobian: a row of latents for each slot. */
  public int jacobianRow() {
    return slots * latentRow();
  }

  /** Length of an anchor's row of tables: one row of hidden units per slot. */
  public int tableRow() {
    return slots * hiddenRow();
  }

  /** Length of a point's row of positions: (row, column) of each slot, then a one. */
  public int positionRow() {
    return 2 * slots + 1;
  }

  /** Rounds up to a multiple of four: rows are processed four at a time. */
  public static int wholeTiles(int count) {
    return Math.addExact(count, TILE - 1) & -TILE;
  }
}
