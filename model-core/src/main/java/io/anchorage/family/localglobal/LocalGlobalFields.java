package io.anchorage.family.localglobal;

import io.anchorage.field.Column;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.LayoutEntry.Size;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/** Fields of Local-Global SIRENs: their columns, their layout and their values. */
public final class LocalGlobalFields {
  /** The column that holds the parameters. */
  static final String PARAMETERS = "parameters";

  /** The axes of an image, which layout and contract describe. */
  static final int IMAGE_AXES = 2;

  /** A sine and its derivative cost about as much as this many multiply-adds. */
  private static final double SINE_COST = 25;

  private LocalGlobalFields() {}

  /** A field of a signal that lies so in what coordinates and partitions refer to. */
  public static Field field(Signal signal, Frame frame, float[] parameters) {
    return Field.on(signal.grid(), signal.normalisation())
        .floats(PARAMETERS, parameters)
        .floats(Frame.COLUMN, frame.numbers())
        .build();
  }

  /** The field of a whole signal on a grid of other extents: partitions are shares of any. */
  static Field on(Grid grid, Field field) {
    return Field.on(grid, field.normalisation())
        .floats(PARAMETERS, field.floats(PARAMETERS))
        .floats(Frame.COLUMN, Frame.whole(grid).numbers())
        .build();
  }

  static List<Column> columns() {
    return List.of(
        new Column(
            PARAMETERS,
            Column.Type.FLOAT_LIST,
            "Weights and biases: global layers, merge, then all layers of each partition; matrices are [in, out], row-major."),
        new Column(
            Frame.COLUMN,
            Column.Type.FLOAT_LIST,
            "[axes, 2]: for each axis, the place of the whole signal at this field's first place, and the places of the whole signal."));
  }

  static List<LayoutEntry> layout(LocalGlobalConfig config, int channels) {
    LocalGlobalShape shape = LocalGlobalShape.of(config, IMAGE_AXES, channels);
    List<LayoutEntry> entries = new ArrayList<>();
    for (int l = 0; l < shape.depth() && shape.hasGlobal(); l++) {
      matrix(
          entries, "G" + l, "gamma" + l, shape.globalWeights(l), shape.globalIn(l), shape.global());
    }
    for (int k = 0; k < shape.merges(); k++) {
      String number = shape.merge() == Merge.CONCAT ? "" : "" + k;
      matrix(
          entries,
          "R" + number,
          "rho" + number,
          shape.mergeWeights(k),
          shape.mergeIn(),
          shape.local());
    }
    entries.add(
        new LayoutEntry(
            PARAMETERS,
            "partitions",
            shape.shared(),
            List.of(
                LayoutEntry.size(shape.partitions().held(0)),
                LayoutEntry.size(shape.partitions().held(1)),
                LayoutEntry.size(shape.each())),
            List.of("partition row", "partition column", "number")));
    for (int l = 0; l <= shape.depth(); l++) {
      int at = shape.shared() + shape.localWeights(l);
      matrix(entries, "A" + l, "alpha" + l, at, shape.localIn(l), shape.localOut(l));
    }
    return List.copyOf(entries);
  }

  private static void matrix(
      List<LayoutEntry> entries, String weights, String biases, int at, int in, int out) {
    Size rows = LayoutEntry.size(in);
    Size columns = LayoutEntry.size(out);
    entries.add(
        new LayoutEntry(PARAMETERS, weights, at, List.of(rows, columns), List.of("in", "out")));
    entries.add(
        new LayoutEntry(PARAMETERS, biases, at + in * out, List.of(columns), List.of("out")));
  }

  /** The field's values at arbitrary points of its grid's space: [channels][points]. */
  static float[] evaluate(LocalGlobalConfig config, Field field, Coordinates at) {
    int axes = field.grid().dimensions();
    if (at.dimensions() != axes) {
      throw new IllegalArgumentException(
          "Coordinates must have the grid's %d axes: %d".formatted(axes, at.dimensions()));
    }
    LocalGlobalShape shape = LocalGlobalShape.of(config, axes, field.channels());
    float[] parameters = parameters(shape, field);
    try (LocalGlobalKernel kernel =
        new LocalGlobalKernel(shape, KernelProviders.best(), Team.SOLO)) {
      return kernel.evaluate(PartitionedPoints.of(shape, Frame.of(field), at), parameters);
    }
  }

  /** A field's parameters, whose number is checked. */
  static float[] parameters(LocalGlobalShape shape, Field field) {
    float[] parameters = field.floats(PARAMETERS);
    if (parameters.length != shape.parameters()) {
      throw new IllegalArgumentException(
          "A Local-Global SIREN of %d partitions, widths %d and %d, depth %d and %d channels has %d parameters, not %d"
              .formatted(
                  shape.partitions().held(),
                  shape.local(),
                  shape.global(),
                  shape.depth(),
                  shape.channels(),
                  shape.parameters(),
                  parameters.length));
    }
    return parameters;
  }

  /** Roughly the multiply-adds of one step on all points of a grid. */
  static double stepCost(LocalGlobalConfig config, Grid grid, int channels) {
    LocalGlobalShape shape = LocalGlobalShape.of(config, grid.dimensions(), channels);
    double units = (double) shape.depth() * (2 * shape.local() + shape.global());
    double merges =
        shape.hasGlobal() ? (double) shape.depth() * shape.mergeIn() * shape.local() : 0;
    double products = shape.each() + (shape.hasGlobal() ? shape.globalWeights(shape.depth()) : 0);
    return grid.points() * (3 * (products + merges) + SINE_COST * units);
  }
}
