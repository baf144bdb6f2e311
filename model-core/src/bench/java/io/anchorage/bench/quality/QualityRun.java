package io.anchorage.bench.quality;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Cancellation;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Fitter;
import io.anchorage.fit.ForkTeam;
import io.anchorage.fit.Preparation;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Whole fits of a recipe with an engine, on all cores: as many images as take about the wanted
 * time, after some that warm up.
 */
final class QualityRun {
  private final Engine engine;
  private final FitRecipe recipe;
  private final List<Signal> images;
  private final double seconds;

  /**
   * @param seconds that the fits should take; at least one group is fitted
   */
  QualityRun(Engine engine, FitRecipe recipe, List<Signal> images, double seconds) {
    this.engine = engine;
    this.recipe = recipe;
    this.images = images;
    this.seconds = seconds;
  }

  QualityResult measure() {
    long start = System.nanoTime();
    SharedParameters shared = prepared();
    double prepared = since(start);
    try (ForkTeam team = new ForkTeam(Runtime.getRuntime().availableProcessors(), "quality")) {
      Fitter fitter = new Fitter(engine, recipe, shared, Cancellation.NEVER, team);
      int group = fitter.groupSize();
      int most = images.size();
      int some = Math.min(most, Math.max(group, group == 1 && most > 1 ? 16 : 1));
      double each = 0;
      if (most > 1) {
        fit(fitter, team, some);
        long warm = System.nanoTime();
        fit(fitter, team, some);
        each = since(warm) / some;
      }
      int count = each == 0 ? some : whole((int) Math.min(most, seconds / each), group, some);
      long begin = System.nanoTime();
      List<FieldOutcome> outcomes = fit(fitter, team, count);
      return QualityResult.of(prepared, since(begin), outcomes);
    }
  }

  private static int whole(int count, int group, int least) {
    return Math.max(least, count / group * group);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private SharedParameters prepared() {
    Optional<Preparation> preparation = Engines.preparation(recipe, engine);
    if (preparation.isEmpty()) {
      return SharedParameters.none();
    }
    int wanted = Math.min(images.size(), preparation.get().images(recipe));
    try {
      return preparation
          .get()
          .learn(
              recipe,
              images.subList(0, wanted),
              (at, of, psnr) -> {},
              Runtime.getRuntime().availableProcessors());
    } catch (BadSignalException e) {
      throw new IllegalStateException("A benchmark image cannot be fitted", e);
    }
  }

  private List<FieldOutcome> fit(Fitter fitter, ForkTeam team, int count) {
    int group = fitter.groupSize();
    List<Future<List<FieldOutcome>>> fits = new ArrayList<>();
    List<FieldOutcome> outcomes = new ArrayList<>();
    for (int from = 0; from < count; from += group) {
      List<FitTask> tasks =
          images.subList(from, Math.min(count, from + group)).stream()
              .map(image -> new FitTask(image, 0))
              .toList();
      if (group == 1) {
        fits.add(team.pool().submit(() -> fitter.fit(tasks)));
      } else {
        outcomes.addAll(fitter.fit(tasks));
      }
    }
    for (Future<List<FieldOutcome>> fit : fits) {
      try {
        outcomes.addAll(fit.get());
      } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
        throw new IllegalStateException("A fit ended early", e);
      }
    }
    return outcomes;
  }
}
