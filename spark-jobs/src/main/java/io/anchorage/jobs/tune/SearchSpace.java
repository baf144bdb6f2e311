package io.anchorage.jobs.tune;

import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.RateSchedule;
import io.anchorage.fit.StopRule;
import io.anchorage.fit.TuningAxis;
import io.anchorage.fit.TuningSpace;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What is tried around a base recipe: the learning rate, the schedule, how far back Adam's averages
 * reach, and what the family itself names. Each is an axis of values in an order; a candidate takes
 * one of each.
 */
final class SearchSpace {
  /** Rates are of 1 to 2 digits, as people write them: seven a decade. */
  private static final double[] MANTISSAS = {1, 1.5, 2, 3, 4, 6, 8};

  private static final int LOWEST_DECADE = -8;

  /** The rates tried are this part of the base's to this multiple of it. */
  private static final double LOWER = 0.25;

  private static final double HIGHER = 128;
  private static final double[] ENDS = {0, 0.01, 0.1};

  /** Axes before those of the family. */
  private static final int OURS = 3;

  /** Values of beta1 and beta2, from long averages to short ones. */
  private static final List<Moments> MOMENTS =
      List.of(
          new Moments(0.9f, 0.999f),
          new Moments(0.9f, 0.95f),
          new Moments(0.8f, 0.95f),
          new Moments(0.75f, 0.9f),
          new Moments(0.75f, 0.85f));

  /** What Adam's averages keep of the step before. */
  private record Moments(float beta1, float beta2) {}

  private final FitRecipe base;
  private final List<Float> rates;
  private final List<RateSchedule> schedules;
  private final List<Moments> moments;
  private final List<TuningAxis> family;

  /**
   * The space around a recipe.
   *
   * @param grid of a typical signal
   */
  SearchSpace(FitRecipe base, Grid grid) {
    this.base = base;
    this.rates = rates(base.adam().learningRate());
    this.schedules = schedules(base.schedule());
    this.moments = moments(base);
    this.family =
        base.family()
            .family()
            .adapter(TuningSpace.class)
            .map(space -> space.axes(base.family(), grid))
            .orElse(List.of());
  }

  private static List<Float> rates(float own) {
    TreeSet<Float> rates = new TreeSet<>(List.of(own));
    for (int decade = LOWEST_DECADE; decade <= 0; decade++) {
      for (double mantissa : MANTISSAS) {
        float rate = Float.parseFloat(mantissa + "e" + decade);
        if (rate >= LOWER * own && rate <= HIGHER * own) {
          rates.add(rate);
        }
      }
    }
    return List.copyOf(rates);
  }

  /** The base's own, a constant rate, and cosines to several ends; all with the base's warm-up. */
  private static List<RateSchedule> schedules(RateSchedule own) {
    List<RateSchedule> schedules = new ArrayList<>();
    for (double end : ENDS) {
      schedules.add(new RateSchedule.Cosine(end, own.warmUp()));
    }
    schedules.add(new RateSchedule.Constant(own.warmUp()));
    if (!schedules.contains(own)) {
      schedules.add(own);
    }
    return List.copyOf(schedules);
  }

  /**
   * The base's own among others; only its own for a family that learns something before its fits,
   * which would be learnt again for each.
   */
  private static List<Moments> moments(FitRecipe base) {
    Moments own = new Moments(base.adam().beta1(), base.adam().beta2());
    boolean prepares =
        base.family()
            .family()
            .adapter(CpuFitter.class)
            .flatMap(fitter -> fitter.preparation(KernelProviders.best()))
            .isPresent();
    if (prepares) {
      return List.of(own);
    }
    List<Moments> moments = new ArrayList<>(MOMENTS);
    if (!moments.contains(own)) {
      moments.add(own);
    }
    return List.copyOf(moments);
  }

  /** The number of values on each axis. */
  List<Integer> sizes() {
    List<Integer> sizes = new ArrayList<>(List.of(rates.size(), schedules.size(), moments.size()));
    family.forEach(axis -> sizes.add(axis.values().size()));
    return sizes;
  }

  /** The names of the axes, as heads of a table. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("learning-rate", "schedule", "betas"));
    family.forEach(axis -> names.add(axis.key()));
    return names;
  }

  /** A candidate's values, as text, in the order of the axes. */
  List<String> words(Candidate candidate) {
    RateSchedule schedule = schedules.get(candidate.places().get(1));
    List<String> words = new ArrayList<>();
    words.add(Float.toString(rates.get(candidate.places().get(0))));
    words.add(schedule.words());
    Moments reach = moments.get(candidate.places().get(2));
    words.add(reach.beta1() + " " + reach.beta2());
    for (int i = 0; i < family.size(); i++) {
      words.add(family.get(i).values().get(candidate.places().get(i + OURS)));
    }
    return words;
  }

  /** The base recipe's own place. */
  Candidate own() {
    List<Integer> places = new ArrayList<>();
    places.add(rates.indexOf(base.adam().learningRate()));
    places.add(schedules.indexOf(base.schedule()));
    places.add(moments.indexOf(new Moments(base.adam().beta1(), base.adam().beta2())));
    family.forEach(axis -> places.add(axis.own()));
    return new Candidate(places);
  }

  /** The family's settings of a candidate. */
  FamilyConfig family(Candidate candidate) {
    FamilyConfig config = base.family();
    for (int i = 0; i < family.size(); i++) {
      config = family.get(i).change().of(config, candidate.places().get(i + OURS));
    }
    return config;
  }

  /** A candidate's recipe as it is tried: one fit an image, no curve. */
  FitRecipe recipe(Candidate candidate, StopRule stop) {
    return new FitRecipe(
        family(candidate),
        adam(candidate),
        shortened(schedules.get(candidate.places().get(1)), stop.steps()),
        stop,
        base.seed(),
        1,
        List.of(),
        base.task());
  }

  private AdamConfig adam(Candidate candidate) {
    Moments reach = moments.get(candidate.places().get(2));
    return new AdamConfig(
        rates.get(candidate.places().get(0)), reach.beta1(), reach.beta2(), base.adam().epsilon());
  }

  /** A schedule whose warm-up takes at most a quarter of the steps. */
  private static RateSchedule shortened(RateSchedule schedule, int steps) {
    return schedule.withWarmUp(Math.min(schedule.warmUp(), steps / 4));
  }

  /** The base recipe as it is tried. */
  FitRecipe tried() {
    return new FitRecipe(
        base.family(),
        base.adam(),
        base.schedule(),
        base.stop(),
        base.seed(),
        1,
        List.of(),
        base.task());
  }

  /** The rule of a fixed number of steps. */
  StopRule after(int steps) {
    return new StopRule(steps, 0, 0, base.stop().plateauSteps(), base.stop().checkEvery());
  }

  /** The rule that also ends a fit at a target. */
  StopRule at(double target, int steps, int every) {
    return new StopRule(steps, target, 0, base.stop().plateauSteps(), every);
  }

  /** A recipe that was tried, with what the base says of repeats and curves. */
  FitRecipe finished(FitRecipe tried) {
    return new FitRecipe(
        tried.family(),
        tried.adam(),
        tried.schedule(),
        tried.stop(),
        base.seed(),
        base.repeats(),
        base.curveAt(),
        base.task());
  }
}
