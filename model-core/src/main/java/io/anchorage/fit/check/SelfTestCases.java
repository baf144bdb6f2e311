package io.anchorage.fit.check;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.signal.Signal;
import java.util.List;

/** The fits of one family that engines are tested on. */
@FunctionalInterface
public interface SelfTestCases {
  /**
   * The family's cases for some images.
   *
   * @param setting shared by the cases of all families
   * @throws BadSignalException if something must be trained on the images first, and cannot be
   */
  List<SelfTestCase> on(List<Signal> images, Setting setting) throws BadSignalException;

  /**
   * Settings common to all cases.
   *
   * @param reference trains what must be trained before the first fit
   * @param steps of each fit; 0 keeps the recipe's own
   * @param threads available
   */
  record Setting(Engine reference, int steps, int threads) {
    /** The recipe with these steps, without repeats and curves. */
    public FitRecipe of(FitRecipe recipe) {
      StopRule stop = steps > 0 ? StopRule.after(steps) : recipe.stop();
      return new FitRecipe(
          recipe.family(), recipe.adam(), recipe.schedule(), stop, recipe.seed(), 1, List.of());
    }
  }
}
