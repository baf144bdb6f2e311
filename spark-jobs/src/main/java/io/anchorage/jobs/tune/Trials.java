package io.anchorage.jobs.tune;

import io.anchorage.fit.FitRecipe;
import java.util.List;

/** Tries recipes on images. */
interface Trials {
  /**
   * Fits each image under each recipe.
   *
   * @return [recipes][images]
   * @throws OutOfTime if the time allowed is over
   * @throws java.util.concurrent.CancellationException if the user has called the run off
   */
  List<List<FitFigure>> run(List<FitRecipe> recipes, List<SampleItem> images);

  /** Allows the time that is kept back for a last check. */
  default void allowLastCheck() {}
}
