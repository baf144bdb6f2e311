package io.anchorage.family.localglobal;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.check.SelfTestCase;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.signal.Signal;
import java.util.List;

/** Partitions of about 7 x 7 pixels, with a global network and without. */
final class LocalGlobalSelfTest implements SelfTestCases {
  @Override
  public List<SelfTestCase> on(List<Signal> images, Setting setting) {
    LocalGlobalConfig both = LocalGlobalConfig.defaults().sized(List.of(4), 8, 24);
    LocalGlobalConfig alone = LocalGlobalConfig.defaults().sized(List.of(4), 9, 0);
    return List.of(
        test("Local-Global SIREN", both, images, setting),
        test("SIREN per partition", alone, images, setting));
  }

  private static SelfTestCase test(
      String name, LocalGlobalConfig config, List<Signal> images, Setting setting) {
    FitRecipe recipe = setting.of(LocalGlobalConfig.defaultRecipe()).withFamily(config);
    return new SelfTestCase(name, recipe, SharedParameters.none(), images);
  }
}
