package io.anchorage.family.localglobal;

import io.anchorage.field.Coordinates;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import java.util.List;

/** A small network, points of a grid and values there. */
record LocalGlobalProblem(LocalGlobalConfig config, Grid grid, int channels) {
  static LocalGlobalProblem of(
      List<Integer> partitions,
      int local,
      int global,
      int depth,
      Merge merge,
      int channels,
      Grid grid) {
    LocalGlobalConfig config =
        new LocalGlobalConfig(
            partitions, local, global, depth, 6, 4, merge, 0, 0.1, 1.5, List.of());
    return new LocalGlobalProblem(config, grid, channels);
  }

  LocalGlobalShape shape() {
    return LocalGlobalShape.of(config, grid.dimensions(), channels);
  }

  float[] parameters() {
    return LocalGlobalStart.draw(
        shape(), config.weightScale(), purpose -> new Philox(purpose.hashCode()));
  }

  float[] target() {
    float[] values = new float[channels * grid.points()];
    new Philox(11).fillUniform(values, 0, values.length, -1, 1);
    return values;
  }

  PartitionedPoints points() {
    return PartitionedPoints.of(shape(), Frame.whole(grid), Coordinates.of(grid));
  }

  /** The gradient, then the loss. */
  float[] gradient(Kernels kernels, Team team) {
    float[] gradient = new float[shape().parameters()];
    float[] all = new float[gradient.length + 1];
    try (LocalGlobalKernel kernel = new LocalGlobalKernel(shape(), kernels, team)) {
      PartitionedPoints points = points();
      all[gradient.length] =
          kernel.gradient(points, points.lay(target(), channels), parameters(), gradient);
    }
    System.arraycopy(gradient, 0, all, 0, gradient.length);
    return all;
  }

  float[] values(Kernels kernels) {
    try (LocalGlobalKernel kernel = new LocalGlobalKernel(shape(), kernels, Team.SOLO)) {
      return kernel.evaluate(points(), parameters());
    }
  }

  @Override
  public String toString() {
    return "%s on %s".formatted(config, grid.extents());
  }
}
