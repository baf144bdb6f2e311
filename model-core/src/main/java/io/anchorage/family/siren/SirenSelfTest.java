package io.anchorage.family.siren;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.check.SelfTestCase;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.signal.Signal;
import java.util.List;

/** The published sizes on all images, and a wide SIREN on a few. */
final class SirenSelfTest implements SelfTestCases {
  private static final int WIDE = 256;

  /** A wide SIREN costs about as much as sixty of the others. */
  private static final int WIDE_SHARE = 60;

  @Override
  public List<SelfTestCase> on(List<Signal> images, Setting setting) {
    SirenConfig small = SirenConfig.defaults();
    SirenConfig wide =
        new SirenConfig(
            WIDE, small.depth(), small.omega(), small.variant(), small.initialisation());
    FitRecipe recipe = setting.of(SirenConfig.defaultRecipe());
    List<Signal> few = images.subList(0, Math.max(1, images.size() / WIDE_SHARE));
    return List.of(
        new SelfTestCase("SIREN " + words(small, images), recipe, SharedParameters.none(), images),
        new SelfTestCase(
            "SIREN " + words(wide, images),
            new FitRecipe(wide, recipe.adam(), recipe.stop(), recipe.seed(), 1, List.of()),
            SharedParameters.none(),
            few));
  }

  private static String words(SirenConfig config, List<Signal> images) {
    return "2-%d-%d-%d".formatted(config.width(), config.width(), images.get(0).channels());
  }
}
