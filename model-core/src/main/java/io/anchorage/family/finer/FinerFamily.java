package io.anchorage.family.finer;

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

/** FINER: coordinate MLPs with sines whose frequency grows with the phase. */
public final class FinerFamily implements MlpFamily {
  private static final Adapters ADAPTERS =
      MlpEngines.adapters()
          .with(DefaultRecipe.class, () -> FinerConfig::defaultRecipe)
          .with(TuningSpace.class, () -> new SineTuning<>(new FinerKnobs()))
          .with(SelfTestCases.class, () -> new FinerSelfTest());

  @Override
  public String name() {
    return "finer";
  }

  @Override
  public Adapters adapters() {
    return ADAPTERS;
  }

  @Override
  public Contract contract(FamilyConfig config) {
    FinerConfig finer = (FinerConfig) config;
    return MlpContract.of(
        finer,
        "z = h W + b, h = sin(omega (abs(z) + 1) z) for each finer layer; y = h W + b + offset",
        "finer",
        finer.omegas());
  }
}
