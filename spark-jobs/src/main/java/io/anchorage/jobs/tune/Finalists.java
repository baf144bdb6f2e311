package io.anchorage.jobs.tune;

import io.anchorage.jobs.tune.TrialLog.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * The recipes that may be chosen once the best of a cost reaches the goal: itself, and its version
 * that ends an image at the target, if that is cheaper. Such a version may have more steps at its
 * disposal, for the few images that need them.
 */
record Finalists(Plan plan, TrialLog log, Goal goal, List<SampleItem> images) {
  /** A stop rule must save this share of the cost: its evaluations take time of their own. */
  private static final double WORTH_IT = 0.98;

  /** Looks at the PSNR in a whole fit, for the stop rules that are tried. */
  private static final int[] LOOKS = {4, 8, 16};

  /**
   * Tries stop rules.
   *
   * @param winner the best of the cost
   * @param better the best candidate of another cost at which the goal is reached, too; null if
   *     there is none
   * @return one or two recipes that reach the goal, the cheaper first
   */
  List<Trial> of(int rung, Trial winner, IntFunction<Candidate> better) {
    List<Entry> entries = new ArrayList<>();
    for (int longer : List.of(rung, rung + Ladder.DOUBLING / 2, rung + Ladder.DOUBLING)) {
      if (longer <= plan.ladder().last()) {
        Candidate there = better.apply(longer);
        Candidate candidate = there == null ? winner.candidate() : there;
        for (int every : everies(plan.steps(candidate, longer))) {
          entries.add(plan.ending(candidate, longer, goal.psnr(), every));
        }
      }
    }
    List<Trial> finalists =
        new ArrayList<>(
            log.run(Trial.Stage.STOP, plan.budget(rung), entries, images).stream()
                .filter(trial -> trial.score().reaches(goal))
                .filter(trial -> trial.score().meanCost() < WORTH_IT * winner.score().meanCost())
                .sorted(Comparator.comparingDouble(trial -> trial.score().meanCost()))
                .limit(1)
                .toList());
    finalists.add(winner);
    return finalists;
  }

  private static Set<Integer> everies(int steps) {
    Set<Integer> everies = new TreeSet<>();
    for (int looks : LOOKS) {
      int every = Math.max(1, Math.round(steps / (float) looks));
      if (every < steps) {
        everies.add(every);
      }
    }
    return everies;
  }
}
