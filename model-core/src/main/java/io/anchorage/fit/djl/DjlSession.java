package io.anchorage.fit.djl;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import java.util.List;

/** One fit of a group. Its state is on the host, or on the device with its batch. */
final class DjlSession implements FitSession {
  private final DjlGroup group;
  private final FitRecipe recipe;
  private final SharedParameters shared;
  private final TensorFit fit;
  private final FitState state;
  private float[] target;
  private int steps;
  private float lastLoss = Float.NaN;
  private TensorBatch cohort;

  DjlSession(
      DjlGroup group, FitRecipe recipe, SharedParameters shared, FitTask task, TensorFit fit) {
    this.group = group;
    this.recipe = recipe;
    this.shared = shared;
    this.fit = fit;
    this.state = new FitState(fit.start());
    this.target = task.signal().values();
  }

  TensorFit fit() {
    return fit;
  }

  FitState state() {
    return state;
  }

  float[] target() {
    return target;
  }

  /** Sessions with equal keys may step together. */
  Key key() {
    return new Key(fit.batchKey(), steps);
  }

  /** Shape and step count: Adam and the sampling depend on the count. */
  record Key(Object batchKey, int steps) {}

  /** The batch that holds this fit's latest state, or null if it is on the host. */
  TensorBatch cohort() {
    return cohort;
  }

  void join(TensorBatch joined) {
    cohort = joined;
  }

  /** Downloads the state of the whole batch and dissolves it. */
  void leaveCohort() {
    if (cohort != null) {
      TensorBatch left = cohort;
      left.download();
      left.members().forEach(member -> member.join(null));
      left.close();
    }
  }

  void stepped(int count, float loss) {
    steps += count;
    lastLoss = loss;
  }

  @Override
  public void step(int count) {
    group.step(List.of(this), count);
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public float lastLoss() {
    return lastLoss;
  }

  @Override
  public void retarget(float[] values) {
    if (values.length != target.length) {
      throw new IllegalArgumentException(
          "retarget needs %d values: %d".formatted(target.length, values.length));
    }
    target = values.clone();
    if (cohort != null) {
      cohort.retarget();
    }
  }

  @Override
  public double loss(int[] points) {
    Field field = field();
    Coordinates grid = Coordinates.of(field.grid());
    float[][] axes = new float[grid.dimensions()][points.length];
    for (int a = 0; a < axes.length; a++) {
      for (int i = 0; i < points.length; i++) {
        axes[a][i] = grid.axis(a)[points[i]];
      }
    }
    float[] values = evaluate(field, new Coordinates(axes));
    double sum = 0;
    for (int c = 0; c < field.channels(); c++) {
      for (int i = 0; i < points.length; i++) {
        double d = values[c * points.length + i] - target[c * grid.points() + points[i]];
        sum += d * d;
      }
    }
    return sum / values.length;
  }

  @Override
  public float[] evaluate(Coordinates at) {
    return evaluate(field(), at);
  }

  @Override
  public float[] evaluateGrid() {
    Field field = field();
    return evaluate(field, Coordinates.of(field.grid()));
  }

  private float[] evaluate(Field field, Coordinates at) {
    return recipe.family().family().evaluate(recipe.family(), shared, field, at);
  }

  @Override
  public Field field() {
    if (cohort != null) {
      cohort.download();
    }
    return fit.field(state.parameters());
  }
}
