package io.anchorage.family.siren;

import io.anchorage.family.mlp.MlpContract;
import io.anchorage.family.mlp.MlpEngines;
import io.anchorage.family.mlp.MlpFields;
import io.anchorage.field.Adapters;
import io.anchorage.field.Column;
import io.anchorage.field.Contract;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.DefaultRecipe;
import io.anchorage.fit.FeatureMapRecipe;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.signal.Grid;
import java.util.List;

/** SIREN: coordinate MLPs with sine layers. */
public final class SirenFamily implements Family {
  private static final Adapters ADAPTERS =
      MlpEngines.adapters()
          .with(DefaultRecipe.class, () -> SirenConfig::defaultRecipe)
          .with(FeatureMapRecipe.class, () -> SirenConfig::featureMapRecipe)
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
  public List<Column> columns() {
    return MlpFields.columns();
  }

  @Override
  public List<String> parameterColumns() {
    return List.of(MlpFields.PARAMETERS);
  }

  @Override
  public List<LayoutEntry> layout(FamilyConfig config, int channels) {
    return MlpFields.layout(config, channels);
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

  @Override
  public float[] evaluate(
      FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    return MlpFields.evaluate(config, field, at);
  }

  @Override
  public float[] reconstruct(FamilyConfig config, SharedParameters shared, Field field) {
    return MlpFields.reconstruct(config, field);
  }

  @Override
  public double stepCost(FamilyConfig config, Grid grid, int channels) {
    return MlpFields.stepCost(config, grid, channels);
  }
}
