package io.anchorage.jobs.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * The costs at which recipes are compared, in steps of the base recipe: eight a doubling.
 * Candidates are compared at the same cost, not at the same number of steps: one whose steps see an
 * eighth of the pixels takes some eight times as many.
 *
 * @param rungs ascending
 */
record Ladder(List<Double> rungs) {
  /** Rungs from one cost to twice that. */
  static final int DOUBLING = 8;

  private static final double FIRST = 4;
  private static final double BELOW = 64;

  Ladder {
    rungs = List.copyOf(rungs);
  }

  /** The ladder up to a number of steps of the base recipe, at least 1. */
  static Ladder to(int lastSteps) {
    List<Double> rungs = new ArrayList<>();
    for (int k = 0; FIRST * StrictMath.pow(2, k / (double) DOUBLING) < lastSteps; k++) {
      rungs.add(FIRST * StrictMath.pow(2, k / (double) DOUBLING));
    }
    rungs.add((double) lastSteps);
    return new Ladder(rungs);
  }

  /**
   * The rung to begin with: a 64th of the last. Below it, what is best says little of what is best
   * where most targets lie, and a search comes down there if need be.
   */
  int start() {
    double least = rungs.get(last()) / BELOW;
    return (int) rungs.stream().filter(rung -> rung < least).count();
  }

  int last() {
    return rungs.size() - 1;
  }
}
