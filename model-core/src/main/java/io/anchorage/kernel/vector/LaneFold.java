package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.LaneTree;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LaneTree#sum} of many sums at once, level by level: a run of floats is added to the run
 * that begins eight, four, two and one places later.
 *
 * <p>Many lanes compute meaningless values, which the next vector overwrites or nobody reads; even
 * so this takes half the instructions of folding the sums one by one. Shorter vectors would fit
 * better, but with a second species in the program the compiler no longer optimises the first.
 */
final class LaneFold {
  /** Distance between the sums after the fold. */
  static final int STEP = 4;

  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  /** Start of the sums' lanes, [sum][16]: to be filled before {@link #fold}. */
  final int lanes;

  /** Sum s is at {@code sums + STEP * s} after {@link #fold}. */
  final int sums;

  private final int halves;

  /** Allocates a fold of up to {@code most} sums. */
  LaneFold(Arena.Plan plan, int most) {
    this.lanes = plan.take(most * LaneTree.LANES + L);
    this.halves = plan.take(most * 8 + 2 * L);
    this.sums = plan.take(most * STEP + 2 * L);
  }

  /** Folds the first {@code count} sums. */
  void fold(float[] m, int count) {
    eighth(m, lanes, halves, count);
    fourth(m, halves, sums, count);
    near(m, sums, count * STEP, 2);
    near(m, sums, count * STEP, 1);
  }

  private static void eighth(float[] m, int lanes, int halves, int count) {
    for (int s = 0; s < count; s++) {
      for (int h = 0; h < 8; h += L) {
        int q = lanes + s * LaneTree.LANES + h;
        FloatVector low = FloatVector.fromArray(S, m, q);
        low.add(FloatVector.fromArray(S, m, q + 8)).intoArray(m, halves + s * 8 + h);
      }
    }
  }

  private static void fourth(float[] m, int halves, int quarters, int count) {
    for (int s = 0; s < count; s++) {
      FloatVector low = FloatVector.fromArray(S, m, halves + s * 8);
      low.add(FloatVector.fromArray(S, m, halves + s * 8 + 4)).intoArray(m, quarters + s * STEP);
    }
  }

  private static void near(float[] m, int quarters, int size, int distance) {
    for (int q = quarters; q < quarters + size; q += L) {
      FloatVector here = FloatVector.fromArray(S, m, q);
      here.add(FloatVector.fromArray(S, m, q + distance)).intoArray(m, q);
    }
  }
}
