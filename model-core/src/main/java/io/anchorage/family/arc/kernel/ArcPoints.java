package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.MatrixRows;

/**
 * Points at which an ARC is evaluated or fitted: the table rows that each reads, and the positions
 * of its anchors relative to it.
 *
 * <p>Not a record, because the arrays are large, shared and never compared.
 */
public final class ArcPoints {
  private final ArcShape shape;
  private final int count;
  private final int[] anchors;
  private final float[] positions;
  private float[] constants;
  private int constantsAt;

  /** Points to be filled in with {@link #set}. */
  public ArcPoints(ArcShape shape, int count) {
    this.shape = shape;
    this.count = count;
    this.anchors = new int[Math.multiplyExact(count, shape.slots())];
    this.positions = new float[Math.multiplyExact(count, shape.positionRow())];
  }

  /**
   * Sets a neighbour of a point.
   *
   * @param row standardised relative position
   * @param column standardised relative position
   */
  public void set(int point, int slot, int anchor, float row, float column) {
    anchors[point * shape.slots() + slot] = anchor;
    int at = point * shape.positionRow();
    positions[at + 2 * slot] = row;
    positions[at + 2 * slot + 1] = column;
    positions[at + 2 * shape.slots()] = 1f;
  }

  public ArcShape shape() {
    return shape;
  }

  public int count() {
    return count;
  }

  /** [count][slots], indices of each point's anchors. Do not modify. */
  public int[] anchors() {
    return anchors;
  }

  /** [count][positionRow]. Do not modify. */
  public float[] positions() {
    return positions;
  }

  /**
   * Selects some of these points, in the given order. Cached constants are not copied.
   *
   * @param numbers indices of points
   */
  public ArcPoints select(int[] numbers) {
    ArcPoints selected = new ArcPoints(shape, numbers.length);
    int slots = shape.slots();
    int row = shape.positionRow();
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(anchors, numbers[i] * slots, selected.anchors, i * slots, slots);
      System.arraycopy(positions, numbers[i] * row, selected.positions, i * row, row);
    }
    return selected;
  }

  /**
   * Caches {@code W_r r + b} of all points, for all passes with these weights. Takes {@code 4 count
   * hiddenRow} bytes.
   */
  public void keepConstants(ArcKernel kernel, ArcWeights weights) {
    Arena.Plan plan = new Arena.Plan();
    constantsAt = plan.take(Math.multiplyExact(count, shape.hiddenRow()));
    constants = Arena.take(plan);
    constants(kernel, weights, 0, count, constants, constantsAt);
  }

  /** Frees the cached constants; they are recomputed from then on. */
  public void releaseConstants() {
    if (constants != null) {
      Arena.give(constants);
      constants = null;
    }
  }

  /** [count][hiddenRow], starting at {@link #keptConstantsAt}, or null if they are not cached. */
  float[] keptConstants() {
    return constants;
  }

  int keptConstantsAt() {
    return constantsAt;
  }

  /** {@code W_r r + b} of points {@code from} to {@code from + number - 1}. */
  void constants(
      ArcKernel kernel, ArcWeights weights, int from, int number, float[] out, int outAt) {
    int row = shape.positionRow();
    kernel.product(
        new MatrixRows(positions, from * row, number, row, row),
        weights.memory(),
        weights.positions(),
        shape.hiddenRow(),
        out,
        outAt);
  }
}
