package io.anchorage.family.siren;

import io.anchorage.family.siren.cuda.CudaSirens;
import io.anchorage.family.siren.djl.SirenBatches;
import io.anchorage.field.Adapters;
import io.anchorage.field.Column;
import io.anchorage.field.Contract;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.DefaultRecipe;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.fit.cuda.CudaFamily;
import io.anchorage.fit.djl.DjlFamily;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;

/** SIRENs: one column with all weights and biases. */
public final class SirenFamily implements Family {
  /** The column that holds the parameters. */
  public static final String PARAMETERS = "parameters";

  /** Axes of an image: the layout and the contract are told for these. */
  static final int IMAGE_AXES = 2;

  /** Sine and cosine cost about as much as so many multiply-adds. */
  private static final double SINE_COST = 25;

  private static final Adapters ADAPTERS =
      Adapters.none()
          .with(DefaultRecipe.class, () -> SirenConfig::defaultRecipe)
          .with(CpuFitter.class, () -> new SirenFitter())
          .with(CudaFamily.class, () -> (recipe, shared) -> new CudaSirens(recipe))
          .with(DjlFamily.class, () -> new SirenBatches())
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
    return List.of(
        new Column(
            PARAMETERS,
            Column.Type.FLOAT_LIST,
            "Weights and biases W0, b0, W1, b1, ...; W is [in, out], row-major."));
  }

  @Override
  public List<String> parameterColumns() {
    return List.of(PARAMETERS);
  }

  @Override
  public List<LayoutEntry> layout(FamilyConfig config, int channels) {
    MlpShape shape = SirenGeometry.shape((SirenConfig) config, IMAGE_AXES, channels);
    List<LayoutEntry> entries = new ArrayList<>();
    for (int l = 0; l < shape.layers(); l++) {
      LayoutEntry.Size in = LayoutEntry.size(shape.fanIn(l));
      LayoutEntry.Size out = LayoutEntry.size(shape.fanOut(l));
      entries.add(entry("W" + l, shape.weights(l), List.of(in, out), List.of("in", "out")));
      entries.add(entry("b" + l, shape.biases(l), List.of(out), List.of("out")));
    }
    return List.copyOf(entries);
  }

  private static LayoutEntry entry(
      String name, int offset, List<LayoutEntry.Size> shape, List<String> axes) {
    return new LayoutEntry(PARAMETERS, name, offset, shape, axes);
  }

  @Override
  public Contract contract(FamilyConfig config) {
    return SirenContract.of((SirenConfig) config);
  }

  @Override
  public float[] evaluate(
      FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    SirenConfig siren = (SirenConfig) config;
    return outputs(siren, field, SirenGeometry.points(siren, field.grid(), at));
  }

  /** By the path that a fit's own grid takes: the same bits as the fit's last state. */
  @Override
  public float[] reconstruct(FamilyConfig config, SharedParameters shared, Field field) {
    SirenConfig siren = (SirenConfig) config;
    return outputs(siren, field, SirenGeometry.points(siren, field.grid()));
  }

  private static float[] outputs(SirenConfig config, Field field, MlpPoints points) {
    MlpShape shape = SirenGeometry.shape(config, points.inputs(), field.channels());
    float[] parameters = field.floats(PARAMETERS);
    if (parameters.length != shape.parameters()) {
      throw new IllegalArgumentException(
          "SIREN of width %d, depth %d and %d channels has %d parameters: %d"
              .formatted(
                  config.width(),
                  config.depth(),
                  field.channels(),
                  shape.parameters(),
                  parameters.length));
    }
    float[] out = new float[shape.outputs() * points.count()];
    KernelProviders.best().mlp(shape).evaluate(points, parameters, out);
    return out;
  }

  @Override
  public double stepCost(FamilyConfig config, Grid grid, int channels) {
    SirenConfig siren = (SirenConfig) config;
    double width = siren.width();
    double sines = width * siren.depth();
    double products = width * (grid.dimensions() + (siren.depth() - 1) * width + channels);
    return grid.points() * (3 * products + SINE_COST * sines);
  }
}
