package io.anchorage.family.functa;

import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.check.SelfTestCase;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.signal.Signal;
import java.util.List;

/** A small network as it is before it is learnt: arithmetic is all that is compared. */
final class FunctaSelfTest implements SelfTestCases {
  @Override
  public List<SelfTestCase> on(List<Signal> images, Setting setting) {
    FunctaConfig small = new FunctaConfig(32, List.of(), 64, 4, 30, Modulation.SHIFT, 0.1f);
    FitRecipe recipe = setting.of(FunctaConfig.defaultRecipe().withFamily(small));
    Signal first = images.get(0);
    return List.of(
        new SelfTestCase(
            "Functa, " + recipe.stop().steps() + " steps",
            recipe,
            FunctaPreparation.untrained(recipe, first.grid().dimensions(), first.channels()),
            images));
  }
}
