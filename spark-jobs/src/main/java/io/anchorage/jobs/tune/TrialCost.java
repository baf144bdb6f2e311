package io.anchorage.jobs.tune;

import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.fit.TuningSpace;
import java.util.List;

/**
 * What fits cost, in multiply-adds: the same on every machine, unlike seconds. What all families
 * spend on reading, scoring and writing an image is not counted.
 */
final class TrialCost {
  /** A forward pass has a third of the products of a step. */
  private static final double LOOK = 1.0 / 3;

  private final List<SampleItem> sample;

  /**
   * @param sample over which means are taken; not empty
   */
  TrialCost(List<SampleItem> sample) {
    this.sample = List.copyOf(sample);
  }

  /** The mean cost of a step over the sample. */
  double meanStep(FamilyConfig config) {
    return sample.stream().mapToDouble(image -> step(config, image)).average().orElseThrow();
  }

  private static double step(FamilyConfig config, SampleItem image) {
    return config.family().stepCost(config, image.grid(), image.channels());
  }

  private static double look(FamilyConfig config, SampleItem image) {
    return config
        .family()
        .adapter(TuningSpace.class)
        .map(space -> space.lookCost(config, image.grid(), image.channels()))
        .orElseGet(() -> LOOK * step(config, image));
  }

  /** The cost of a fit: its steps, and the evaluations that its stop rules asked for. */
  static double of(FitRecipe recipe, SampleItem image, FitFigure figure) {
    StopRule stop = recipe.stop();
    boolean failed = figure.psnr() == Double.NEGATIVE_INFINITY;
    int steps = failed ? stop.steps() : figure.steps();
    double cost = steps * step(recipe.family(), image);
    return stop.looksAtPsnr() ? cost + looks(steps, stop) * look(recipe.family(), image) : cost;
  }

  /** A fit looks before its first step and then every so many; not after the last of all steps. */
  private static int looks(int steps, StopRule stop) {
    int every = stop.checkEvery();
    return steps < stop.steps() ? steps / every + 1 : (steps + every - 1) / every;
  }
}
