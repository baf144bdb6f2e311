package io.anchorage.family.finer;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.check.SelfTestCase;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.signal.Signal;
import java.util.List;

/** A narrow FINER on all images. */
final class FinerSelfTest implements SelfTestCases {
  private static final int WIDTH = 32;
  private static final int DEPTH = 2;

  @Override
  public List<SelfTestCase> on(List<Signal> images, Setting setting) {
    FinerConfig usual = FinerConfig.defaults();
    FinerConfig narrow =
        new FinerConfig(
            WIDTH,
            DEPTH,
            usual.omega(),
            usual.firstBias(),
            usual.gradient(),
            usual.initialisation());
    FitRecipe recipe = setting.of(FinerConfig.defaultRecipe());
    String name = "FINER 2-%d-%d-%d".formatted(WIDTH, WIDTH, images.get(0).channels());
    return List.of(
        new SelfTestCase(
            name,
            new FitRecipe(narrow, recipe.adam(), recipe.stop(), recipe.seed(), 1, List.of()),
            SharedParameters.none(),
            images));
  }
}
