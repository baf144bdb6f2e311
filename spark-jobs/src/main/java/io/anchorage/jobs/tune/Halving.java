package io.anchorage.jobs.tune;

import io.anchorage.jobs.tune.TrialLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Successive halving: all candidates are tried on few images, the better third of them on three
 * times as many, until two are left on all.
 *
 * @param images that candidates are compared on, in the order in which they are added
 */
record Halving(TrialLog log, Goal goal, List<SampleItem> images) {
  private static final int FIRST_IMAGES = 4;

  /** One candidate of so many is kept, for as many times the images. */
  private static final int PART = 3;

  /** Candidates of a comparison that others begin with. */
  private static final int BEST = 3;

  /**
   * The result of a comparison.
   *
   * @param ranking all candidates, the best first
   * @param winner the best candidate's last trial
   * @param reaches whether it reaches the goal on all images
   */
  record Comparison(List<Candidate> ranking, Trial winner, boolean reaches) {
    Comparison {
      ranking = List.copyOf(ranking);
    }

    List<Candidate> best() {
      return ranking.subList(0, Math.min(BEST, ranking.size()));
    }
  }

  /**
   * Compares candidates of the same cost. Ends early if none that is left can still reach the goal.
   *
   * @param budget the cost, in steps of the base recipe
   * @param entries makes what is tried of a candidate
   */
  Comparison compare(
      double budget, List<Candidate> candidates, Function<Candidate, Entry> entries) {
    List<Candidate> left = candidates;
    List<Candidate> dropped = new ArrayList<>();
    int seen = Math.min(FIRST_IMAGES, images.size());
    while (true) {
      List<Trial> ranked =
          new ArrayList<>(
              log.run(
                  Trial.Stage.SEARCH,
                  budget,
                  left.stream().map(entries).toList(),
                  images.subList(0, seen)));
      ranked.sort(Halving::better);
      List<Candidate> ranking = new ArrayList<>(ranked.stream().map(Trial::candidate).toList());
      boolean lost = ranked.stream().allMatch(trial -> trial.score().isLost(goal, images.size()));
      if (seen == images.size() || lost) {
        ranking.addAll(dropped);
        Trial winner = ranked.get(0);
        return new Comparison(ranking, winner, !lost && winner.score().reaches(goal));
      }
      int kept = Math.min(ranking.size(), Math.max(2, (ranking.size() + PART - 1) / PART));
      dropped.addAll(0, ranking.subList(kept, ranking.size()));
      left = ranking.subList(0, kept);
      seen = Math.min(images.size(), PART * seen);
    }
  }

  /** Of one cost, the better has the higher low end: it is the first to reach a target. */
  private static int better(Trial one, Trial other) {
    int byLow = Double.compare(other.score().low(), one.score().low());
    return byLow != 0 ? byLow : Double.compare(mean(other), mean(one));
  }

  private static double mean(Trial trial) {
    double mean = trial.score().meanPsnr();
    return Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : mean;
  }
}
