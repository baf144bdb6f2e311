package io.anchorage.fit.start;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns a start from a sample of a dataset. In each iteration some images, drawn by the seed, are
 * fitted for a few steps; the start follows what its method makes of them, and so do the step sizes
 * if they are learnt.
 *
 * <p>Images are fitted in parallel; their gradients are added in the order of the draw, so the
 * result does not depend on the team. Not thread-safe.
 */
public final class StartLearner {
  /** Images on which the first step size is chosen. */
  private static final int TRIALS = 16;

  /** The sizes tried, each a third or so of the one before; the last is not tried itself. */
  private static final float[] FIRST_SIZES = {
    1f, 0.3f, 0.1f, 0.03f, 0.01f, 3e-3f, 1e-3f, 3e-4f, 1e-4f, 3e-5f, 1e-5f
  };

  private static final String BATCHES = "learn-start/batch/";

  private final FitRecipe recipe;
  private final StartPlan plan;
  private final List<Signal> signals;
  private final Kernels kernels;
  private final Team team;
  private final Seeds seeds;
  private final ShortFits fits;
  private final StartState state;
  private final AdamState startAdam;
  private final AdamState sizeAdam;
  private final List<Episode> episodes = new ArrayList<>();
  private final float[] startGradient;
  private final float[] sizeGradient;

  private StartLearner(
      FitRecipe recipe,
      StartPlan plan,
      List<Signal> signals,
      Kernels kernels,
      Team team,
      StartState state) {
    this.recipe = recipe;
    this.plan = plan;
    this.signals = signals;
    this.kernels = kernels;
    this.team = team;
    this.seeds = recipe.seeds("", 0);
    this.fits = new ShortFits(recipe, plan.steps(), kernels, team);
    this.state = state;
    this.startAdam = state.startAdam(plan);
    this.sizeAdam = state.sizeAdam(plan);
    int parameters = state.start().length;
    for (int i = 0; i < plan.batch(); i++) {
      episodes.add(new Episode(plan, parameters, kernels));
    }
    this.startGradient = new float[parameters];
    this.sizeGradient = new float[state.sizes().length];
  }

  /**
   * Begins to learn, at the random parameters that fits of the recipe share; the first size of all
   * steps is a third of that which serves a few images best: what serves a random start best is
   * close to what makes a better one diverge.
   *
   * @param signals to learn from, at least one
   * @param team shares the images of an iteration; the result does not depend on it
   * @throws BadSignalException if signals cannot be fitted, or differ in their number of channels
   * @throws io.anchorage.UserException if the recipe's family has no starts that can be learnt
   */
  public static StartLearner begin(
      FitRecipe recipe, StartPlan plan, List<Signal> signals, Kernels kernels, Team team)
      throws BadSignalException {
    requireAlike(signals);
    FitRecipe brief = recipe.withStop(StopRule.after(plan.steps()));
    float[] drawn = StartFamily.of(recipe).drawn(brief, signals.get(0));
    StartState state = StartState.first(plan, drawn, 0);
    if (plan.learnsSizes()) {
      float size = firstSize(brief, plan, signals, kernels, team, drawn);
      state = StartState.first(plan, drawn, size);
    }
    return new StartLearner(brief, plan, signals, kernels, team, state);
  }

  /** Goes on from a state; it ends as if it had never been stopped. */
  public static StartLearner resume(
      FitRecipe recipe,
      StartPlan plan,
      List<Signal> signals,
      Kernels kernels,
      Team team,
      StartState state)
      throws BadSignalException {
    requireAlike(signals);
    FitRecipe brief = recipe.withStop(StopRule.after(plan.steps()));
    return new StartLearner(brief, plan, signals, kernels, team, state);
  }

  private static void requireAlike(List<Signal> signals) throws BadSignalException {
    if (signals.isEmpty()) {
      throw new BadSignalException("a start cannot be learnt without images");
    }
    Signal first = signals.get(0);
    for (Signal signal : signals) {
      if (signal.channels() != first.channels()
          || signal.grid().dimensions() != first.grid().dimensions()) {
        throw new BadSignalException(
            "a start is learnt from images of one kind: %s has %d channels, %s has %d; convert them"
                .formatted(first.id(), first.channels(), signal.id(), signal.channels()));
      }
    }
  }

  private static float firstSize(
      FitRecipe recipe,
      StartPlan plan,
      List<Signal> signals,
      Kernels kernels,
      Team team,
      float[] drawn) {
    ShortFits fits = new ShortFits(recipe, plan.steps(), kernels, team);
    List<Signal> few = signals.subList(0, Math.min(TRIALS, signals.size()));
    int best = FIRST_SIZES.length - 2;
    double bestPsnr = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < FIRST_SIZES.length - 1; i++) {
      LearntStart start = StartState.first(plan, drawn, FIRST_SIZES[i]).learnt(plan);
      double psnr = mean(fits.psnrs(start, few));
      if (psnr > bestPsnr) {
        best = i;
        bestPsnr = psnr;
      }
    }
    return FIRST_SIZES[best + 1];
  }

  /** The mean; negative infinity if a number is not finite. */
  private static double mean(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return Double.isFinite(sum) ? sum / numbers.length : Double.NEGATIVE_INFINITY;
  }

  /** Iterations done. */
  public int iteration() {
    return startAdam.steps();
  }

  /** Takes one iteration. */
  public void advance() {
    Philox draw = seeds.stream(BATCHES + iteration());
    LearntStart now = state.learnt(plan);
    team.each(
        episodes.size(),
        i -> {
          Signal signal = signals.get(draw.below(i, signals.size()));
          try (SignalLoss loss = fits.loss(signal)) {
            episodes.get(i).run(loss, now.parameters(), now.stepSizes(), now.descent(recipe));
          }
        });
    average();
    kernels.adam(startAdam, state.start(), startGradient);
    if (plan.learnsSizes()) {
      kernels.adam(sizeAdam, state.sizes(), sizeGradient);
    }
  }

  /** The means of the episodes' gradients, of which none may stick out. */
  private void average() {
    List<float[]> starts = episodes.stream().map(Episode::startGradient).toList();
    BatchMean.of(starts, startGradient, 0);
    int parameters = startGradient.length;
    for (int t = 0; t < (plan.learnsSizes() ? plan.steps() : 0); t++) {
      int step = t;
      List<float[]> sizes =
          episodes.stream().map(episode -> episode.sizeGradients()[step]).toList();
      BatchMean.of(sizes, sizeGradient, t * parameters);
    }
  }

  /** What has been learnt so far, as a copy. */
  public LearntStart learnt() {
    return state.copy(iteration(), startAdam, sizeAdam).learnt(plan);
  }

  /** All that is needed to go on later, as a copy. */
  public StartState state() {
    return state.copy(iteration(), startAdam, sizeAdam);
  }

  /**
   * PSNR in dB after the plan's steps from what has been learnt so far.
   *
   * @return one for each signal, in their order
   */
  public double[] psnrs(List<Signal> held) {
    return psnrs(state.learnt(plan), held);
  }

  /**
   * PSNR in dB after the plan's steps from a start that this learner had.
   *
   * @return one for each signal, in their order
   */
  public double[] psnrs(LearntStart start, List<Signal> held) {
    return fits.psnrs(start, held);
  }
}
