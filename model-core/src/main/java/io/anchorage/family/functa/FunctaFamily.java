package io.anchorage.family.functa;

import io.anchorage.field.Adapters;
import io.anchorage.field.Column;
import io.anchorage.field.Contract;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.PublishedFields;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.DefaultRecipe;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.signal.Grid;
import java.util.List;

/** Functa: a shared SIREN and, for each image, the vector that modulates it. */
public final class FunctaFamily implements Family {
  private static final Adapters ADAPTERS =
      Adapters.none()
          .with(DefaultRecipe.class, () -> FunctaConfig::defaultRecipe)
          .with(CpuFitter.class, () -> new FunctaFitter())
          .with(PublishedFields.class, () -> new FunctaFiles())
          .with(SelfTestCases.class, () -> new FunctaSelfTest());

  @Override
  public String name() {
    return "functa";
  }

  @Override
  public List<Column> columns() {
    return FunctaFields.columns();
  }

  @Override
  public List<String> parameterColumns() {
    return List.of(FunctaFields.MODULATION);
  }

  @Override
  public List<LayoutEntry> layout(FamilyConfig config, int channels) {
    return FunctaFields.layout((FunctaConfig) config);
  }

  @Override
  public Contract contract(FamilyConfig config) {
    return FunctaContract.of((FunctaConfig) config);
  }

  @Override
  public float[] evaluate(
      FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    FunctaConfig functa = (FunctaConfig) config;
    return FunctaFields.evaluate(functa, shared, field, FunctaFields.points(field.grid(), at));
  }

  /** Takes the code path of a fit: the same bits as the fit's last state. */
  @Override
  public float[] reconstruct(FamilyConfig config, SharedParameters shared, Field field) {
    FunctaConfig functa = (FunctaConfig) config;
    return FunctaFields.evaluate(functa, shared, field, FunctaFields.points(field.grid()));
  }

  @Override
  public double stepCost(FamilyConfig config, Grid grid, int channels) {
    return FunctaFields.stepCost((FunctaConfig) config, grid, channels);
  }

  @Override
  public Adapters adapters() {
    return ADAPTERS;
  }
}
