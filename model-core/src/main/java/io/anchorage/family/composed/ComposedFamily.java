package io.anchorage.family.composed;

import io.anchorage.family.mlp.MlpContract;
import io.anchorage.family.mlp.MlpEngines;
import io.anchorage.family.mlp.MlpFamily;
import io.anchorage.family.mlp.SineTuning;
import io.anchorage.field.Adapters;
import io.anchorage.field.Contract;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.DefaultRecipe;
import io.anchorage.fit.TuningSpace;
import io.anchorage.fit.check.SelfTestCases;

/** Coordinate MLPs of any mapping and any activation. */
public final class ComposedFamily implements MlpFamily {
  private static final Adapters ADAPTERS =
      MlpEngines.engines()
          .with(DefaultRecipe.class, () -> ComposedConfig::defaultRecipe)
          .with(TuningSpace.class, () -> new SineTuning<>(new ComposedKnobs()))
          .with(SelfTestCases.class, () -> new ComposedSelfTest());

  @Override
  public String name() {
    return "composed";
  }

  @Override
  public Adapters adapters() {
    return ADAPTERS;
  }

  @Override
  public Contract contract(FamilyConfig config) {
    ComposedConfig composed = (ComposedConfig) config;
    return MlpContract.of(
        composed,
        ComposedWords.formula(composed),
        ComposedWords.layers(composed),
        ComposedWords.mapping(composed));
  }
}
