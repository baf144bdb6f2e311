package io.anchorage.family.functa;

import io.anchorage.field.Column;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.signal.Grid;
import java.util.List;

/** Fields of functa: one vector each, and their evaluation. */
final class FunctaFields {
  /** The column that holds the vector. */
  static final String MODULATION = "modulation";

  /** A sine and its derivative cost about as much as this many multiply-adds. */
  private static final double SINE_COST = 25;

  private FunctaFields() {}

  static List<Column> columns() {
    return List.of(
        new Column(
            MODULATION,
            Column.Type.FLOAT_LIST,
            "[z], the vector from which the shared map makes the network's modulations."));
  }

  static List<LayoutEntry> layout(FunctaConfig config) {
    return List.of(
        new LayoutEntry(
            MODULATION,
            MODULATION,
            0,
            List.of(LayoutEntry.size(config.latentDim())),
            List.of("dimension")));
  }

  /** Place i of n at (i + 0.5) / n along each axis. */
  static MlpPoints points(Grid grid) {
    int dimensions = grid.dimensions();
    float[][] axes = new float[dimensions][];
    int[] inputs = new int[dimensions];
    for (int a = 0; a < dimensions; a++) {
      axes[a] = new float[grid.extent(a)];
      for (int i = 0; i < axes[a].length; i++) {
        axes[a][i] = coordinate(i, axes[a].length);
      }
      inputs[a] = a;
    }
    return MlpPoints.grid(axes, inputs);
  }

  static MlpPoints points(Grid grid, Coordinates at) {
    if (at.dimensions() != grid.dimensions()) {
      throw new IllegalArgumentException(
          "Coordinates must have the grid's %d axes: %d"
              .formatted(grid.dimensions(), at.dimensions()));
    }
    float[][] inputs = new float[grid.dimensions()][at.points()];
    for (int a = 0; a < inputs.length; a++) {
      for (int n = 0; n < inputs[a].length; n++) {
        inputs[a][n] = coordinate(at.axis(a)[n], grid.extent(a));
      }
    }
    return MlpPoints.list(inputs);
  }

  private static float coordinate(double place, int extent) {
    return (float) ((place + 0.5) / extent);
  }

  /** The values at some points: [channels][points]. */
  static float[] evaluate(
      FunctaConfig config, SharedParameters shared, Field field, MlpPoints points) {
    FunctaNetwork network = FunctaNetwork.of(config, shared);
    float[] vector = field.floats(MODULATION);
    check("numbers", vector.length, config.latentDim());
    check("channels", field.channels(), network.shape().outputs());
    check("axes", points.inputs(), network.shape().inputs());
    try (MlpKernel kernel = KernelProviders.best().mlp(network.shape())) {
      float[] out = new float[network.shape().outputs() * points.count()];
      kernel.evaluate(points, network.modulated(vector).weights(), out);
      return out;
    }
  }

  private static void check(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "The functa has %d %s, but its table says %d".formatted(found, what, expected));
    }
  }

  static double stepCost(FunctaConfig config, Grid grid, int channels) {
    double width = config.width();
    double products = width * (grid.dimensions() + (config.depth() - 1) * width + channels);
    return grid.points() * (3 * products + SINE_COST * width * config.depth());
  }
}
