package io.anchorage.jobs.tune;

import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.jobs.tune.Halving.Comparison;
import io.anchorage.jobs.tune.TrialLog.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The search for the cheapest recipe that reaches a goal. Whatever it does follows from the seed
 * and from the PSNRs and steps of the fits, so that it does the same wherever these are done. Can
 * be used once.
 *
 * <ol>
 *   <li>The cost is doubled until the best recipe of that cost reaches the goal on the images of
 *       the search, and the last doubling is bisected.
 *   <li>Of the recipe found and of its versions that end an image at the target, some with more
 *       steps, the cheapest is taken.
 *   <li>If it does not reach the goal on the images to check, the search goes on at the next cost.
 * </ol>
 */
final class TuneSearch {
  /** A stop rule must save this share of the cost: its evaluations take time of their own. */
  private static final double WORTH_IT = 0.98;

  /** Looks at the PSNR in a whole fit, for the stop rules that are tried. */
  private static final int[] LOOKS = {4, 8, 16};

  /** The base recipe is tried as far as it costs this share of the search. */
  private static final double BASE_SHARE = 0.25;

  private final SearchSpace space;
  private final Ladder ladder;
  private final TrialCost cost;
  private final Sample sample;
  private final Goal goal;
  private final TrialLog log;
  private final Halving halving;
  private final CandidateDraw draw;
  private final int width;
  private final double baseStep;
  private final Map<Integer, Comparison> comparisons = new TreeMap<>();
  private Trial best;
  private Score check;
  private Trial base;

  /**
   * Prepares a search.
   *
   * @param base the recipe to begin with
   * @param lastSteps the search ends at the cost of so many steps of the base recipe
   * @param width candidates of a comparison, at least 3; the first has twice as many
   * @param watch told of each trial
   */
  TuneSearch(
      FitRecipe base,
      int lastSteps,
      int width,
      Sample sample,
      Goal goal,
      Trials trials,
      Consumer<Trial> watch) {
    this.space = new SearchSpace(base, sample.search().get(0).grid());
    this.ladder = Ladder.to(lastSteps);
    this.cost = new TrialCost(sample.all());
    this.sample = sample;
    this.goal = goal;
    this.log = new TrialLog(trials, goal, watch);
    this.halving = new Halving(log, goal, sample.search());
    this.draw = new CandidateDraw(space.sizes(), base.seed());
    this.width = width;
    this.baseStep = cost.meanStep(base.family());
  }

  SearchSpace space() {
    return space;
  }

  /** Searches. */
  Found run() {
    boolean outOfTime = false;
    boolean reached = false;
    try {
      int rung = cheapest();
      reached = accept(rung);
    } catch (OutOfTime e) {
      outOfTime = true;
      checkAtLast();
      reached = best != null && (check == null ? best.score() : check).reaches(goal);
    }
    if (reached && !outOfTime) {
      tryBase();
    }
    return new Found(best, check, base, baseCost(), reached, outOfTime, log.tried());
  }

  /** The first cost found at which the goal is reached; beyond the ladder if it is at none. */
  private int cheapest() {
    int failed = -1;
    int rung = 0;
    while (!comparison(rung).reaches()) {
      if (rung == ladder.last()) {
        return ladder.last() + 1;
      }
      failed = rung;
      rung = Math.min(rung + Ladder.DOUBLING, ladder.last());
    }
    while (rung - failed > 1) {
      int middle = (rung + failed) / 2;
      if (comparison(middle).reaches()) {
        rung = middle;
      } else {
        failed = middle;
      }
    }
    return rung;
  }

  private Comparison comparison(int rung) {
    Comparison known = comparisons.get(rung);
    if (known != null) {
      return known;
    }
    Comparison made =
        halving.compare(
            ladder.rungs().get(rung), candidates(rung), candidate -> entry(candidate, rung));
    comparisons.put(rung, made);
    if (best == null || isBetter(made.winner(), best)) {
      best = made.winner();
      check = null;
    }
    return made;
  }

  /** Whether a trial is closer to what is wanted, or reaches it more cheaply. */
  private boolean isBetter(Trial one, Trial other) {
    boolean reaches = one.score().reaches(goal) && one.score().images() == sample.search().size();
    boolean otherReaches =
        other.score().reaches(goal) && other.score().images() == sample.search().size();
    if (reaches != otherReaches) {
      return reaches;
    }
    return reaches
        ? one.score().meanCost() < other.score().meanCost()
        : one.score().low() > other.score().low();
  }

  private List<Candidate> candidates(int rung) {
    if (comparisons.isEmpty()) {
      List<Candidate> first = new ArrayList<>(draw.spread(2 * width - 1));
      if (!first.contains(space.own())) {
        first.add(space.own());
      }
      return first;
    }
    Set<Candidate> near = new LinkedHashSet<>();
    comparisons.keySet().stream()
        .sorted(Comparator.comparingInt(other -> Math.abs(other - rung)))
        .limit(2)
        .forEach(other -> near.addAll(comparisons.get(other).best()));
    return draw.around(List.copyOf(near), width, "rung/" + rung);
  }

  private Entry entry(Candidate candidate, int rung) {
    return new Entry(candidate, space.recipe(candidate, space.after(steps(candidate, rung))));
  }

  /** The number of steps that a candidate can take at a cost, at least 1. */
  private int steps(Candidate candidate, int rung) {
    FamilyConfig family = space.family(candidate);
    double steps = ladder.rungs().get(rung) * baseStep / cost.meanStep(family);
    return (int) Math.max(1, Math.min(10_000_000, Math.round(steps)));
  }

  /** Takes the cheapest that holds on the images to check; false if there is none. */
  private boolean accept(int from) {
    for (int rung = from; rung <= ladder.last(); rung++) {
      Comparison comparison = comparison(rung);
      if (!comparison.reaches()) {
        continue;
      }
      for (Trial finalist : finalists(rung, comparison.winner())) {
        Score score = checked(finalist).score();
        best = finalist;
        check = score;
        if (check.reaches(goal)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Checks the best so far, when there is no time left for more. */
  private void checkAtLast() {
    if (best == null || check != null || !best.score().reaches(goal)) {
      return;
    }
    log.allowLastCheck();
    try {
      check = checked(best).score();
    } catch (OutOfTime e) {
      // It stays unchecked, and the report says so.
    }
  }

  private Trial checked(Trial trial) {
    return log.run(
            Trial.Stage.CHECK,
            trial.budget(),
            List.of(new Entry(trial.candidate(), trial.recipe())),
            sample.check())
        .get(0);
  }

  /**
   * The recipe that won and, if one is cheaper, its version with the cheapest stop rule; the
   * cheaper first.
   */
  private List<Trial> finalists(int rung, Trial winner) {
    List<Entry> entries = new ArrayList<>();
    for (int longer : List.of(rung, rung + Ladder.DOUBLING / 2, rung + Ladder.DOUBLING)) {
      if (longer <= ladder.last()) {
        Comparison there = comparisons.get(longer);
        Candidate candidate =
            there != null && there.reaches() ? there.winner().candidate() : winner.candidate();
        int steps = steps(candidate, longer);
        for (int every : everies(steps)) {
          StopRule stop = space.at(goal.psnr(), steps, every);
          entries.add(new Entry(candidate, space.recipe(candidate, stop)));
        }
      }
    }
    List<Trial> cheaper =
        log.run(Trial.Stage.STOP, ladder.rungs().get(rung), entries, sample.search()).stream()
            .filter(trial -> trial.score().reaches(goal))
            .filter(trial -> trial.score().meanCost() < WORTH_IT * winner.score().meanCost())
            .sorted(Comparator.comparingDouble(trial -> trial.score().meanCost()))
            .limit(1)
            .toList();
    List<Trial> finalists = new ArrayList<>(cheaper);
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

  /** Tries the base recipe on as many images as cost little beside the search. */
  private void tryBase() {
    double each = space.tried().stop().steps() * baseStep;
    int images = (int) Math.min(sample.check().size(), BASE_SHARE * log.spent() / each);
    if (images == 0) {
      return;
    }
    try {
      base =
          log.run(
                  Trial.Stage.BASE,
                  Double.NaN,
                  List.of(new Entry(space.own(), space.tried())),
                  sample.check().subList(0, images))
              .get(0);
    } catch (OutOfTime e) {
      // The recipe is found; what it is compared with then costs what its steps say.
    }
  }

  private double baseCost() {
    return base != null ? base.score().meanCost() : space.tried().stop().steps() * baseStep;
  }
}
