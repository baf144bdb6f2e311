package io.anchorage.family.arc;

import io.anchorage.cloud.RelativeScale;
import io.anchorage.family.arc.cuda.CudaArcs;
import io.anchorage.family.arc.djl.ArcBatches;
import io.anchorage.family.arc.kernel.ArcKernels;
import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.field.Adapters;
import io.anchorage.field.Anchored;
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
import io.anchorage.fit.TuningSpace;
import io.anchorage.fit.check.SelfTestCases;
import io.anchorage.fit.cuda.CudaFamily;
import io.anchorage.fit.djl.DjlFamily;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.signal.Grid;
import java.util.List;

/** The ARC family, configured by {@link ArcConfig}. */
public final class ArcFamily implements Family {
  public static final String NUM_LATENTS = "num_latents";
  public static final String LATENT_DIM = "latent_dim";
  public static final String POSITIONS = "positions";
  public static final String LATENTS = "latents";
  public static final String RELATIVE_MEAN = "relative_mean";
  public static final String RELATIVE_STD = "relative_std";

  /** Hidden units of a pixel that an iteration of Gauss-Newton switches, roughly. */
  private static final int CORRECTED = 8;

  private static final Adapters ADAPTERS =
      Adapters.none()
          .with(DefaultRecipe.class, () -> ArcConfig::defaultRecipe)
          .with(CpuFitter.class, () -> new ArcFitter())
          .with(CudaFamily.class, () -> CudaArcs::new)
          .with(DjlFamily.class, () -> new ArcBatches())
          .with(Anchored.class, () -> new ArcAnchors())
          .with(PublishedFields.class, () -> new ArcFiles())
          .with(TuningSpace.class, () -> new ArcTuning())
          .with(SelfTestCases.class, () -> new ArcSelfTest());

  @Override
  public String name() {
    return "arc";
  }

  @Override
  public Adapters adapters() {
    return ADAPTERS;
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column(NUM_LATENTS, Column.Type.INT, "N, the number of latents and of anchors"),
        new Column(LATENT_DIM, Column.Type.INT, "z, the dimension of a latent"),
        new Column(
            POSITIONS,
            Column.Type.FLOAT_LIST,
            "[N, 2], row and column of each anchor in pixels, anchors in row-major order"),
        new Column(LATENTS, Column.Type.FLOAT_LIST, "[N, z], the latent of each anchor"),
        new Column(
            RELATIVE_MEAN,
            Column.Type.FLOAT,
            "pixels; a relative position enters the decoder as (anchor - point - mean) / std"),
        new Column(RELATIVE_STD, Column.Type.FLOAT, "pixels; see relative_mean"));
  }

  @Override
  public List<String> parameterColumns() {
    return List.of(POSITIONS, LATENTS);
  }

  @Override
  public List<LayoutEntry> layout(FamilyConfig config, int channels) {
    LayoutEntry.Size latents = LayoutEntry.sizeIn(NUM_LATENTS);
    return List.of(
        entry(POSITIONS, List.of(latents, LayoutEntry.size(2)), List.of("anchor", "row, column")),
        entry(
            LATENTS,
            List.of(latents, LayoutEntry.sizeIn(LATENT_DIM)),
            List.of("anchor", "dimension")));
  }

  private static LayoutEntry entry(String column, List<LayoutEntry.Size> shape, List<String> axes) {
    return new LayoutEntry(column, column, 0, shape, axes);
  }

  @Override
  public Contract contract(FamilyConfig config) {
    return ArcContract.of((ArcConfig) config);
  }

  @Override
  public float[] evaluate(
      FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    ArcDecoder decoder = ArcDecoder.of((ArcConfig) config, shared);
    ArcShape shape = decoder.shape();
    int anchors = field.count(NUM_LATENTS);
    int dim = field.count(LATENT_DIM);
    float[] positions = field.floats(POSITIONS);
    float[] latents = field.floats(LATENTS);
    check("latent_dim", dim, shape.latentDim());
    check("positions", positions.length, 2 * anchors);
    check("latents", latents.length, anchors * dim);
    check("channels", field.channels(), decoder.channels());
    float[] rows = new float[anchors * shape.latentRow()];
    for (int i = 0; i < anchors; i++) {
      System.arraycopy(latents, i * dim, rows, i * shape.latentRow(), dim);
    }
    RelativeScale scale =
        ((ArcConfig) config)
            .relative()
            .stored(field.number(RELATIVE_MEAN), field.number(RELATIVE_STD));
    return new ArcEvaluator(ArcKernels.of(KernelProviders.best()), decoder.weights())
        .evaluate(positions, rows, scale, at);
  }

  private static void check(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "The ARC field has %s %d, but its table says %d".formatted(what, found, expected));
    }
  }

  /**
   * Adam: tables and their gradients once per latent; sums, outputs and scatter once per pixel.
   * Gauss-Newton: tables, sums and outputs once, the Jacobian's corrections, and two passes over
   * its rows for each product.
   */
  @Override
  public double stepCost(FamilyConfig config, Grid grid, int channels) {
    ArcConfig arc = (ArcConfig) config;
    if (arc.solver() instanceof LatentSolver.GaussNewton solver) {
      double rows = (double) channels * arc.fittedOf(grid.points());
      double inputs = (double) arc.neighbours() * arc.latentDim();
      double tables = arc.wantedLatents(grid.points()) * inputs * arc.hidden();
      double sums = rows * (arc.neighbours() + 2.0) * arc.hidden();
      return tables + sums + rows * inputs * (CORRECTED + 2.0 * solver.products());
    }
    double pixels = Math.max(1, arc.pixelsPerStep() * arc.fittedOf(grid.points()));
    double latents = arc.wantedLatents(grid.points());
    double eachLatent = 2.0 * arc.neighbours() * arc.latentDim() * arc.hidden();
    double eachPixel = (2.0 * arc.neighbours() + 2.0 * channels + 4) * arc.hidden();
    return latents * eachLatent + pixels * eachPixel;
  }
}
