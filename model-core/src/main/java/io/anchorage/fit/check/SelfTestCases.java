package io.anchorage.fit.check;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.signal.Signal;
import java.util.List;

/** The fits of one family that an engine is tried on. */
@FunctionalInterface
public interface SelfTestCases {
  /**
   * The family's cases on some images.
   *
   * @param setting what all families' cases have in common
   * @throws BadSignalException if something must be learnt from the images first, and cannot be
   */
  List<SelfTestCase> on(List<Signal> images, Setting setting) throws BadSignalException;

  /**
   * What all cases have in common.
   *
   * @param reference learns what has to be learnt before the first fit
   * @param steps of each fit; 0 takes the recipe's own
   * @param threads that may work
   */
  record Setting(Engine reference, int steps, int threads) {
    /** The recipe with the wanted steps, without repeats and curves. */
    public FitRecipe of(FitRecipe recipe) {
      StopRule stop = steps > 0 ? StopRule.after(steps) : recipe.stop();
      return new FitRecipe(recipe.family(), recipe.adam(), stop, recipe.seed(), 1, List.of());
    }
  }
}
