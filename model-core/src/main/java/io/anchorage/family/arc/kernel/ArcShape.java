package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.LaneTree;

/**
 * The sizes of an ARC decoder and of the arrays that its kernels work on.
 *
 * <p>Rows that are read lane by lane are padded with zeros to whole {@linkplain LaneTree#LANES
 * virtual lanes}; the padding never changes a result.
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

  /** Hidden units of the decoder, as many as its inputs: n (z + 2). */
  public int hidden() {
    return slots * (latentDim + 2);
  }

  /** The length of a row of hidden units. */
  public int hiddenRow() {
    return LaneTree.padded(hidden());
  }

  /** The length of a row of latents. */
  public int latentRow() {
    return LaneTree.padded(latentDim);
  }

  /** The length of an anchor's row of tables: one row of hidden units a slot. */
  public int tableRow() {
    return slots * hiddenRow();
  }

  /** The length of a point's row of positions: (row, column) of each slot, then a one. */
  public int positionRow() {
    return 2 * slots + 1;
  }

  /** Rows are worked on four at a time: the smallest multiple of four that is at least count. */
  public static int wholeTiles(int count) {
    return Math.addExact(count, TILE - 1) & -TILE;
  }
}
