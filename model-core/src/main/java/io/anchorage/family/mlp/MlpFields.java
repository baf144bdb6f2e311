package io.anchorage.family.mlp;

import io.anchorage.field.Column;
import io.anchorage.field.Coordinates;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;

/** Fields of coordinate MLPs: one column with all weights and biases, and their evaluation. */
public final class MlpFields {
  /** The column that holds the parameters. */
  public static final String PARAMETERS = "parameters";

  /** The axes of an image, which layout and contract describe. */
  static final int IMAGE_AXES = 2;

  /** An activation and its derivative cost about as much as this many multiply-adds. */
  private static final double ACTIVATION_COST = 25;

  private MlpFields() {}

  /** The columns of a table. */
  public static List<Column> columns() {
    return List.of(
        new Column(
            PARAMETERS,
            Column.Type.FLOAT_LIST,
            "Weights and biases W0, b0, W1, b1, ...; W is [in, out], row-major."));
  }

  /** Offset and shape of each layer's weights and biases. */
  public static List<LayoutEntry> layout(FamilyConfig config, int channels) {
    return layout(config, IMAGE_AXES, channels);
  }

  /** The same of fields on grids of any number of axes. */
  static List<LayoutEntry> layout(FamilyConfig config, int axes, int channels) {
    MlpShape shape = MlpGeometry.shape((MlpConfig) config, axes, channels);
    List<LayoutEntry> entries = new ArrayList<>();
    for (int l = 0; l < shape.layers(); l++) {
      LayoutEntry.Size in = LayoutEntry.size(shape.fanIn(l));
      LayoutEntry.Size out = LayoutEntry.size(shape.fanOut(l));
      entries.add(entry("W" + l, shape.weights(l), List.of(in, out), List.of("in", "out")));
      entries.add(entry("b" + l, shape.biases(l), List.of(out), List.of("out")));
    }
    for (InputMapping.Part part : shape.mapping().parts()) {
      List<LayoutEntry.Size> sizes = part.shape().stream().map(LayoutEntry::size).toList();
      entries.add(entry(part.name(), shape.learnt() + part.offset(), sizes, part.axes()));
    }
    return List.copyOf(entries);
  }

  private static LayoutEntry entry(
      String name, int offset, List<LayoutEntry.Size> shape, List<String> axes) {
    return new LayoutEntry(PARAMETERS, name, offset, shape, axes);
  }

  /** The field on a grid of other extents: inputs run from -1 to 1 on any. */
  static Field on(Grid grid, Field field) {
    return Field.on(grid, field.normalisation())
        .floats(PARAMETERS, field.floats(PARAMETERS))
        .build();
  }

  /** The field's values at arbitrary points of its grid's space: [channels][points]. */
  public static float[] evaluate(FamilyConfig config, Field field, Coordinates at) {
    MlpConfig mlp = (MlpConfig) config;
    return outputs(mlp, field, MlpGeometry.points(mlp, field.grid(), at));
  }

  /**
   * Takes the code path that a fit takes for its own grid: the same bits as the fit's last state.
   */
  public static float[] reconstruct(FamilyConfig config, Field field) {
    MlpConfig mlp = (MlpConfig) config;
    return outputs(mlp, field, MlpGeometry.points(mlp, field.grid()));
  }

  private static float[] outputs(MlpConfig config, Field field, MlpPoints points) {
    MlpShape shape = MlpGeometry.shape(config, points.inputs(), field.channels());
    float[] parameters = field.floats(PARAMETERS);
    if (parameters.length != shape.parameters()) {
      throw new IllegalArgumentException(
          "A %s network of width %d, depth %d and %d channels has %d parameters, not %d"
              .formatted(
                  config.kind(),
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

  /**
   * Roughly the multiply-adds of one step on all points of a grid; a solved layer adds a forward
   * pass and the normal equations, in double precision.
   */
  public static double stepCost(FamilyConfig config, Grid grid, int channels) {
    MlpConfig mlp = (MlpConfig) config;
    double width = mlp.width();
    double units = width * mlp.depth();
    double forms = mlp.activations().forms(mlp.depth() - 1);
    double values = mlp.activations().values();
    double products =
        width
            * (forms * mlp.mapping(grid.dimensions()).features()
                + (mlp.depth() - 1) * width * forms * values
                + values * channels);
    double solve =
        mlp.lastLayer() == LastLayer.SOLVED
            ? products + width * width + ACTIVATION_COST * units / 2 + (width + 1) * (width + 1)
            : 0;
    return PixelPasses.chunk(grid.points(), mlp.pixelsPerStep())
        * (3 * products + ACTIVATION_COST * forms * units + solve);
  }
}
