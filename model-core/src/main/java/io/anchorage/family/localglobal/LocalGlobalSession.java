package io.anchorage.family.localglobal;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.util.Objects;

/** One Local-Global SIREN in progress. */
final class LocalGlobalSession implements FitSession {
  private final LocalGlobalShape shape;
  private final Signal signal;
  private final Kernels kernels;
  private final Team team;
  private final LocalGlobalKernel kernel;
  private final Frame frame;
  private final PartitionedPoints points;
  private final AdamState adam;
  private final float[] parameters;
  private final float[] gradient;
  private float[] target;
  private float[] laid;
  private float lastLoss = Float.NaN;

  /**
   * Begins at these parameters and takes ownership of them.
   *
   * @param frame where the signal lies in what coordinates and partitions refer to
   */
  LocalGlobalSession(
      LocalGlobalShape shape,
      Signal signal,
      Frame frame,
      float[] start,
      FitRecipe recipe,
      Kernels kernels,
      Team team) {
    this.shape = shape;
    this.signal = signal;
    this.kernels = kernels;
    this.team = team;
    this.kernel = new LocalGlobalKernel(shape, kernels, team);
    this.frame = frame;
    this.points = PartitionedPoints.of(shape, frame, Coordinates.of(signal.grid()));
    this.adam = recipe.adamState(start.length);
    this.parameters = start;
    this.gradient = new float[start.length];
    retarget(signal.values());
  }

  @Override
  public void step(int count) {
    for (int i = 0; i < count; i++) {
      lastLoss = kernel.gradient(points, laid, parameters, gradient);
      kernels.adam(adam, parameters, gradient, team);
    }
  }

  @Override
  public int steps() {
    return adam.steps();
  }

  @Override
  public float lastLoss() {
    return lastLoss;
  }

  @Override
  public void retarget(float[] values) {
    if (values.length != shape.channels() * points.count()) {
      throw new IllegalArgumentException(
          "retarget needs %d values: %d"
              .formatted(shape.channels() * points.count(), values.length));
    }
    target = values.clone();
    laid = points.lay(target, shape.channels());
  }

  @Override
  public double loss(int[] chosen) {
    if (chosen.length == 0) {
      throw new IllegalArgumentException("loss needs at least one point");
    }
    Grid grid = signal.grid();
    Coordinates all = Coordinates.of(grid);
    float[][] some = new float[grid.dimensions()][chosen.length];
    for (int a = 0; a < some.length; a++) {
      for (int i = 0; i < chosen.length; i++) {
        some[a][i] = all.axis(a)[Objects.checkIndex(chosen[i], points.count())];
      }
    }
    float[] values = evaluate(new Coordinates(some));
    double sum = 0;
    for (int c = 0; c < shape.channels(); c++) {
      for (int i = 0; i < chosen.length; i++) {
        double e = values[c * chosen.length + i] - target[c * points.count() + chosen[i]];
        sum += e * e;
      }
    }
    return sum / values.length;
  }

  @Override
  public float[] evaluate(Coordinates at) {
    return kernel.evaluate(PartitionedPoints.of(shape, frame, at), parameters);
  }

  @Override
  public float[] evaluateGrid() {
    return kernel.evaluate(points, parameters);
  }

  @Override
  public Field field() {
    return LocalGlobalFields.field(signal, frame, parameters.clone());
  }

  @Override
  public void close() {
    kernel.close();
  }
}
