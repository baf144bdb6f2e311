package io.anchorage.family.localglobal;

import io.anchorage.family.localglobal.djl.LocalGlobalBatches;
import io.anchorage.field.Adapters;
import io.anchorage.field.Column;
import io.anchorage.field.Contract;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Croppable;
import io.anchorage.field.Differentiable;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.Rescalable;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.DefaultRecipe;
import io.anchorage.fit.Extendable;
import io.anchorage.fit.FeatureMapRecipe;
import io.anchorage.fit.TuningSpace;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.fit.djl.DjlFamily;
import io.anchorage.signal.Grid;
import java.util.List;

/** Local-Global SIREN: partitions with networks of their own, and one network for all of them. */
public final class LocalGlobalFamily implements Family {
  private static final Adapters ADAPTERS =
      Adapters.none()
          .with(CpuFitter.class, () -> new LocalGlobalFitter())
          .with(DjlFamily.class, () -> new LocalGlobalBatches())
          .with(Differentiable.class, () -> new LocalGlobalDerivatives())
          .with(Rescalable.class, () -> LocalGlobalFields::on)
          .with(Croppable.class, () -> new LocalGlobalCrop())
          .with(Extendable.class, () -> new LocalGlobalExtension())
          .with(DefaultRecipe.class, () -> LocalGlobalConfig::defaultRecipe)
          .with(FeatureMapRecipe.class, () -> LocalGlobalConfig::featureMapRecipe)
          .with(TuningSpace.class, () -> new LocalGlobalTuning())
          .with(SelfTestCases.class, () -> new LocalGlobalSelfTest());

  @Override
  public String name() {
    return "local-global";
  }

  @Override
  public List<Column> columns() {
    return LocalGlobalFields.columns();
  }

  @Override
  public List<String> parameterColumns() {
    return List.of(LocalGlobalFields.PARAMETERS);
  }

  @Override
  public List<LayoutEntry> layout(FamilyConfig config, int channels) {
    return LocalGlobalFields.layout((LocalGlobalConfig) config, channels);
  }

  @Override
  public Contract contract(FamilyConfig config) {
    return LocalGlobalContract.of((LocalGlobalConfig) config);
  }

  @Override
  public float[] evaluate(
      FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    return LocalGlobalFields.evaluate((LocalGlobalConfig) config, field, at);
  }

  @Override
  public double stepCost(FamilyConfig config, Grid grid, int channels) {
    return LocalGlobalFields.stepCost((LocalGlobalConfig) config, grid, channels);
  }

  @Override
  public Adapters adapters() {
    return ADAPTERS;
  }
}
