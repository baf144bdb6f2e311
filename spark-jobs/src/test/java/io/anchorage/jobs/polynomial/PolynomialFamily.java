package io.anchorage.jobs.polynomial;

import io.anchorage.field.Adapters;
import io.anchorage.field.Column;
import io.anchorage.field.Contract;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.DefaultRecipe;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.signal.Grid;
import java.util.List;
import java.util.Optional;

/**
 * The least that a family can be: no start to draw, nothing learnt before, no kernels, CPU engines
 * only. It is registered for the tests alone, in {@code META-INF/services}.
 */
public final class PolynomialFamily implements Family {
  static final String COEFFICIENTS = "coefficients";
  static final String TERMS = "terms";

  private static final Adapters ADAPTERS =
      Adapters.none()
          .with(DefaultRecipe.class, () -> PolynomialFamily::recipe)
          .with(CpuFitter.class, () -> PolynomialSession::open);

  private static FitRecipe recipe() {
    return new FitRecipe(
        new PolynomialConfig(3),
        AdamConfig.withLearningRate(0.05f),
        StopRule.after(40),
        0,
        1,
        List.of());
  }

  @Override
  public String name() {
    return "polynomial";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column(TERMS, Column.Type.INT, "Terms of one channel."),
        new Column(COEFFICIENTS, Column.Type.FLOAT_LIST, "[channels, terms]"));
  }

  @Override
  public List<String> parameterColumns() {
    return List.of(COEFFICIENTS);
  }

  @Override
  public List<LayoutEntry> layout(FamilyConfig config, int channels) {
    return List.of(
        new LayoutEntry(
            COEFFICIENTS,
            "c",
            0,
            List.of(LayoutEntry.size(channels), LayoutEntry.sizeIn(TERMS)),
            List.of("channel", "term")));
  }

  @Override
  public Contract contract(FamilyConfig config) {
    return new PolynomialContract(
        "sum of c row^i column^j, i + j <= degree, by i then j; axes from -1 to 1",
        List.of("row", "column"),
        ((PolynomialConfig) config).degree(),
        Optional.empty());
  }

  @Override
  public float[] evaluate(
      FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    return PolynomialTerms.values(
        PolynomialTerms.of((PolynomialConfig) config, field.grid(), at),
        field.floats(COEFFICIENTS),
        field.channels());
  }

  @Override
  public double stepCost(FamilyConfig config, Grid grid, int channels) {
    return 2.0 * ((PolynomialConfig) config).terms() * grid.points() * channels;
  }

  @Override
  public Adapters adapters() {
    return ADAPTERS;
  }
}
