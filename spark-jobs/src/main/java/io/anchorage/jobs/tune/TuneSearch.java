package io.anchorage.jobs.tune;

import io.anchorage.fit.FitRecipe;
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
 *       the search, and then lowered in ever smaller steps as long as it is reached.
 *   <li>Of the recipe found and of its versions that end an image at the target, some with more
 *       steps, the cheapest is taken.
 *   <li>If it does not reach the goal on the images to check, the search goes on at the next cost.
 * </ol>
 */
final class TuneSearch {
  /**
   * On the way up, one candidate of so many is drawn from anywhere: what is best for few steps is
   * not always near what is best for many.
   */
  private static final int STRANGERS = 3;

  /** The base recipe is tried as far as it costs this share of the search. */
  private static final double BASE_SHARE = 0.25;

  private final SearchSpace space;
  private final Ladder ladder;
  private final Plan plan;
  private final Sample sample;
  private final Goal goal;
  private final TrialLog log;
  private final Halving halving;
  private final Finalists finalists;
  private final CandidateDraw draw;
  private final int width;
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
    this.sample = sample;
    this.goal = goal;
    this.log = new TrialLog(trials, goal, watch);
    this.halving = new Halving(log, goal, sample.search());
    this.draw = new CandidateDraw(space.sizes(), base.seed());
    this.width = width;
    TrialCost cost = new TrialCost(sample.all());
    this.plan = new Plan(space, ladder, cost, cost.meanStep(base.family()));
    this.finalists = new Finalists(plan, log, goal, sample.search());
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

  /**
   * The lowest cost found at which the goal is reached; beyond the ladder if it is at none. On the
   * way down, costs that failed on the way up are tried again with what was learnt above them.
   */
  private int cheapest() {
    int rung = ladder.start();
    while (!comparison(rung).reaches()) {
      if (rung == ladder.last()) {
        return ladder.last() + 1;
      }
      rung = Math.min(rung + Ladder.DOUBLING, ladder.last());
    }
    Set<Integer> failed = new TreeSet<>();
    for (int stride = Ladder.DOUBLING / 2; stride >= 1; stride /= 2) {
      while (rung >= stride && !failed.contains(rung - stride)) {
        if (compare(rung - stride, near(rung - stride, rung)).reaches()) {
          rung -= stride;
        } else {
          failed.add(rung - stride);
        }
      }
    }
    return rung;
  }

  /** The comparison at a cost, made now if there is none yet. */
  private Comparison comparison(int rung) {
    Comparison known = comparisons.get(rung);
    return known != null ? known : compare(rung, candidates(rung));
  }

  private Comparison compare(int rung, List<Candidate> candidates) {
    Comparison made =
        halving.compare(plan.budget(rung), candidates, candidate -> plan.whole(candidate, rung));
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
    List<Integer> others =
        comparisons.keySet().stream()
            .sorted(Comparator.comparingInt(other -> Math.abs(other - rung)))
            .limit(2)
            .toList();
    Set<Candidate> drawn =
        new LinkedHashSet<>(draw.around(bestOf(others), width - width / STRANGERS, "rung/" + rung));
    drawn.addAll(draw.anywhere(width / STRANGERS, "rung/" + rung));
    return List.copyOf(drawn);
  }

  /** Candidates for a cost below one at which the goal was reached. */
  private List<Candidate> near(int rung, int reached) {
    return draw.around(bestOf(List.of(reached, rung)), width, "below/" + reached + "/" + rung);
  }

  private List<Candidate> bestOf(List<Integer> rungs) {
    Set<Candidate> best = new LinkedHashSet<>();
    rungs.stream()
        .filter(comparisons::containsKey)
        .forEach(rung -> best.addAll(comparisons.get(rung).best()));
    return List.copyOf(best);
  }

  /** Takes the cheapest that holds on the images to check; false if there is none. */
  private boolean accept(int from) {
    for (int rung = from; rung <= ladder.last(); rung++) {
      Comparison comparison = comparison(rung);
      if (!comparison.reaches()) {
        continue;
      }
      for (Trial finalist : finalists.of(rung, comparison.winner(), this::bestAt)) {
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

  /** The best candidate of a cost at which the goal is reached; null if it is not known. */
  private Candidate bestAt(int rung) {
    Comparison there = comparisons.get(rung);
    return there != null && there.reaches() ? there.winner().candidate() : null;
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

  /** Tries the base recipe on as many images as cost little beside the search. */
  private void tryBase() {
    double each = space.tried().stop().steps() * plan.baseStep();
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
    return base != null ? base.score().meanCost() : space.tried().stop().steps() * plan.baseStep();
  }
}
