package io.anchorage.family.composed;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.check.SelfTestCase;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.signal.Signal;
import java.util.List;

/** Fourier features and ReLU, and Gaussian units, both narrow, on all images. */
final class ComposedSelfTest implements SelfTestCases {
  private static final int WIDTH = 32;
  private static final int DEPTH = 2;

  @Override
  public List<SelfTestCase> on(List<Signal> images, Setting setting) {
    ComposedConfig waves =
        new ComposedConfig(
            WIDTH, DEPTH, new MappingConfig.Fourier(WIDTH / 2, 5, 0), new ActivationConfig.Relu());
    ComposedConfig bells =
        new ComposedConfig(
            WIDTH, DEPTH, new MappingConfig.Identity(), new ActivationConfig.Gauss(5));
    return List.of(
        test("Fourier features, ReLU", waves, images, setting),
        test("Gauss", bells, images, setting));
  }

  private static SelfTestCase test(
      String name, ComposedConfig config, List<Signal> images, Setting setting) {
    FitRecipe usual = setting.of(ComposedConfig.defaultRecipe());
    FitRecipe recipe =
        new FitRecipe(config, usual.adam(), usual.stop(), usual.seed(), 1, List.of());
    return new SelfTestCase(name, recipe, SharedParameters.none(), images);
  }
}
