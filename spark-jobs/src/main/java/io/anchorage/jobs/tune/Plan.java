package io.anchorage.jobs.tune;

import io.anchorage.jobs.tune.TrialLog.Entry;

/**
 * What is tried at which cost.
 *
 * @param baseStep the mean cost of a step of the base recipe over the sample
 */
record Plan(SearchSpace space, Ladder ladder, TrialCost cost, double baseStep) {
  private static final int MOST_STEPS = 10_000_000;

  /** The cost of a rung, in steps of the base recipe. */
  double budget(int rung) {
    return ladder.rungs().get(rung);
  }

  /** The number of steps that a candidate can take at a cost, at least 1. */
  int steps(Candidate candidate, int rung) {
    double steps = budget(rung) * baseStep / cost.meanStep(space.family(candidate));
    return (int) Math.max(1, Math.min(MOST_STEPS, Math.round(steps)));
  }

  /** A candidate with all the steps that it can take at a cost. */
  Entry whole(Candidate candidate, int rung) {
    return new Entry(candidate, space.recipe(candidate, space.after(steps(candidate, rung))));
  }

  /** A candidate at a cost, whose fits also end at a target. */
  Entry ending(Candidate candidate, int rung, double target, int every) {
    return new Entry(
        candidate, space.recipe(candidate, space.at(target, steps(candidate, rung), every)));
  }
}
