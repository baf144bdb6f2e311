package io.anchorage.family.mlp;

import io.anchorage.field.Coordinates;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.signal.Grid;

/**
 * Maps grid points to network inputs: each axis runs from -1 at its first point to 1 at its last,
 * both included; an axis of extent 1 sits at 0. The config decides which axis is the first input.
 */
public final class MlpGeometry {
  private MlpGeometry() {}

  /** The network for signals with this many axes and channels. */
  public static MlpShape shape(MlpConfig config, int dimensions, int channels) {
    return new MlpShape(
        config.mapping(dimensions),
        config.width(),
        config.depth(),
        channels,
        config.activations(),
        config.outputOffset());
  }

  /** What a network's first layer sees of all points of a grid, in grid order. */
  public static MlpPoints features(MlpConfig config, Grid grid) {
    return config.mapping(grid.dimensions()).features(points(config, grid));
  }

  /** All points of a grid, in grid order. */
  public static MlpPoints points(MlpConfig config, Grid grid) {
    int dimensions = grid.dimensions();
    float[][] axes = new float[dimensions][];
    int[] inputOfAxis = new int[dimensions];
    for (int a = 0; a < dimensions; a++) {
      axes[a] = new float[grid.extent(a)];
      for (int i = 0; i < axes[a].length; i++) {
        axes[a][i] = input(i, axes[a].length);
      }
      inputOfAxis[a] = config.inputOfAxis(a, dimensions);
    }
    return MlpPoints.grid(axes, inputOfAxis);
  }

  /** Arbitrary points of a grid's space. */
  public static MlpPoints points(MlpConfig config, Grid grid, Coordinates at) {
    int dimensions = grid.dimensions();
    if (at.dimensions() != dimensions) {
      throw new IllegalArgumentException(
          "Coordinates must have the grid's %d axes: %d".formatted(dimensions, at.dimensions()));
    }
    float[][] inputs = new float[dimensions][];
    for (int a = 0; a < dimensions; a++) {
      float[] places = at.axis(a);
      float[] mapped = new float[places.length];
      for (int n = 0; n < places.length; n++) {
        mapped[n] = input(places[n], grid.extent(a));
      }
      inputs[config.inputOfAxis(a, dimensions)] = mapped;
    }
    return MlpPoints.list(inputs);
  }

  private static float input(double place, int extent) {
    return extent == 1 ? 0f : (float) (2 * place / (extent - 1) - 1);
  }
}
