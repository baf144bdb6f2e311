package io.anchorage.fit.cuda;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import java.util.Objects;

/**
 * One fit of a group. Values on the grid come from the device; values elsewhere are computed from
 * the current field on the CPU.
 */
final class CudaSession implements FitSession {
  private final FitRecipe recipe;
  private final SharedParameters shared;
  private final DeviceFit fit;
  private float[] target;
  private DeviceBatch cohort;
  private int member;
  private int steps;

  CudaSession(FitRecipe recipe, SharedParameters shared, FitTask task, DeviceFit fit) {
    this.recipe = recipe;
    this.shared = shared;
    this.fit = fit;
    this.target = task.signal().values();
  }

  DeviceFit fit() {
    return fit;
  }

  float[] target() {
    return target;
  }

  void join(DeviceBatch joined, int number) {
    cohort = joined;
    member = number;
  }

  DeviceBatch cohort() {
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
      DeviceErrors.run(() -> cohort.step(new int[] {member}, steps, count));
      stepped(count);
    }
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public float lastLoss() {
    return steps == 0 ? Float.NaN : DeviceErrors.by(() -> cohort.loss(member));
  }

  @Override
  public void retarget(float[] values) {
    if (values.length != target.length) {
      throw new IllegalArgumentException(
          "retarget needs %d values: %d".formatted(target.length, values.length));
    }
    target = values.clone();
    DeviceErrors.run(() -> cohort.retarget(member, target));
  }

  @Override
  public double loss(int[] points) {
    if (points.length == 0) {
      throw new IllegalArgumentException("loss needs at least one point");
    }
    float[] values = evaluateGrid();
    int channels = fit.field(DeviceErrors.by(() -> cohort.state(member))).channels();
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
    return recipe.family().family().evaluate(recipe.family(), shared, field(), at);
  }

  @Override
  public float[] evaluateGrid() {
    return DeviceErrors.by(() -> cohort.values(member));
  }

  @Override
  public Field field() {
    return fit.field(DeviceErrors.by(() -> cohort.state(member)));
  }
}
