package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.MatrixRows;

/**
 * Points at which an ARC is evaluated or fitted: which table rows each reads, and where the anchors
 * lie from it.
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

  /** Points to be filled in through {@link #set}. */
  public ArcPoints(ArcShape shape, int count) {
    this.shape = shape;
    this.count = count;
    this.anchors = new int[Math.multiplyExact(count, shape.slots())];
    this.positions = new float[Math.multiplyExact(count, shape.positionRow())];
  }

  /**
   * Names a point's neighbour.
   *
   * @param row of the relative position, standardised
   * @param column of the relative position, standardised
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

  /** [count][slots]: the numbers of each point's anchors. Read it, do not write. */
  public int[] anchors() {
    return anchors;
  }

  /** [count][positionRow]. Read it, do not write. */
  public float[] positions() {
    return positions;
  }

  /**
   * Some of these points, in the order asked for. Kept constants are not taken along.
   *
   * @param numbers of points
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
   * Computes {@code W_r r + b} of all points, once for all passes with these weights. Takes {@code
   * 4 count hiddenRow} bytes.
   */
  public void keepConstants(ArcKernel kernel, ArcWeights weights) {
    Arena.Plan plan = new Arena.Plan();
    constantsAt = plan.take(Math.multiplyExact(count, shape.hiddenRow()));
    constants = Arena.take(plan);
    constants(kernel, weights, 0, count, constants, constantsAt);
  }

  /** Gives the memory of the kept constants back; they are computed anew from then on. */
  public void releaseConstants() {
    if (constants != null) {
      Arena.give(constants);
      constants = null;
    }
  }

  /** [count][hiddenRow] from {@link #keptConstantsAt} on, or null if they are not kept. */
  float[] keptConstants() {
    return constants;
  }

  int keptConstantsAt() {
    return constantsAt;
  }

  /** {@code W_r r + b} of the points {@code from} to {@code from + number - 1}. */
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
