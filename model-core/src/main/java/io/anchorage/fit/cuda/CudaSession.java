package io.anchorage.fit.cuda;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Families;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import java.util.Objects;

/**
 * One fit of a group. Values on the grid come from the device, values elsewhere from the present
 * field on the CPU.
 */
final class CudaSession implements FitSession {
  private final FitRecipe recipe;
  private final SharedParameters shared;
  private final HostFit fit;
  private float[] target;
  private Cohort cohort;
  private int member;
  private int steps;

  CudaSession(FitRecipe recipe, SharedParameters shared, FitTask task, HostFit fit) {
    this.recipe = recipe;
    this.shared = shared;
    this.fit = fit;
    this.target = task.signal().values();
  }

  HostFit fit() {
    return fit;
  }

  float[] target() {
    return target;
  }

  void join(Cohort joined, int number) {
    cohort = joined;
    member = number;
  }

  Cohort cohort() {
    return cohort;
  }

  int member() {
    return member;
  }

  void stepped(int count) {
    steps += count;
  }

  @Override
  public void step(int count) {
    if (count > 0) {
      Driven.run(() -> cohort.step(new int[] {member}, steps, count));
      stepped(count);
    }
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public float lastLoss() {
    return steps == 0 ? Float.NaN : Driven.by(() -> cohort.loss(member));
  }

  @Override
  public void retarget(float[] values) {
    if (values.length != target.length) {
      throw new IllegalArgumentException(
          "retarget needs %d values: %d".formatted(target.length, values.length));
    }
    target = values.clone();
    Driven.run(() -> cohort.retarget(member, target));
  }

  @Override
  public double loss(int[] points) {
    if (points.length == 0) {
      throw new IllegalArgumentException("loss needs at least one point");
    }
    float[] values = evaluateGrid();
    int channels = fit.field(Driven.by(() -> cohort.state(member))).channels();
    int count = values.length / channels;
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      for (int point : points) {
        int at = c * count + Objects.checkIndex(point, count);
        double e = values[at] - target[at];
        sum += e * e;
      }
    }
    return sum / ((double) points.length * channels);
  }

  @Override
  public float[] evaluate(Coordinates at) {
    return Families.of(recipe.family()).evaluate(recipe.family(), shared, field(), at);
  }

  @Override
  public float[] evaluateGrid() {
    return Driven.by(() -> cohort.values(member));
  }

  @Override
  public Field field() {
    return fit.field(Driven.by(() -> cohort.state(member)));
  }
}
