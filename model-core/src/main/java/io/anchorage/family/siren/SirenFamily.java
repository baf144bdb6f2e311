package io.anchorage.family.siren;

import io.anchorage.family.mlp.MlpContract;
import io.anchorage.family.mlp.MlpEngines;
import io.anchorage.family.mlp.MlpFamily;
import io.anchorage.family.mlp.SineTuning;
import io.anchorage.field.Adapters;
import io.anchorage.field.Contract;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.DefaultRecipe;
import io.anchorage.fit.FeatureMapRecipe;
import io.anchorage.fit.TuningSpace;
import io.anchorage.fit.check.SelfTestCases;

/** SIREN: coordinate MLPs with sine layers. */
public final class SirenFamily implements MlpFamily {
  private static final Adapters ADAPTERS =
      MlpEngines.adapters()
          .with(DefaultRecipe.class, () -> SirenConfig::defaultRecipe)
          .with(FeatureMapRecipe.class, () -> SirenConfig::featureMapRecipe)
          .with(TuningSpace.class, () -> new SineTuning<>(new SirenKnobs()))
          .with(SelfTestCases.class, () -> new SirenSelfTest());

  @Override
  public String name() {
    return "siren";
  }

  @Override
  public Adapters adapters() {
    return ADAPTERS;
  }

  @Override
  public Contract contract(FamilyConfig config) {
    SirenConfig siren = (SirenConfig) config;
    return MlpContract.of(
        siren,
        "h = sin(omega (h W + b)) for each sine layer; y = h W + b + offset",
        "sine",
        siren.omegas());
  }
}
