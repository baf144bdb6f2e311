package io.anchorage.fit.cuda;

import io.anchorage.fit.FitRecipe;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.cuda.ArgumentBlock;
import java.util.ArrayList;
import java.util.List;

/** The step-dependent factors of Adam, the same floats as on the CPU. */
public final class AdamSchedule {
  private final AdamState powers;
  private final List<AdamState.Step> steps = new ArrayList<>();

  AdamSchedule(FitRecipe recipe) {
    this.powers = recipe.adamState(0);
  }

  /** Root and rate of steps {@code taken + 1 .. taken + count}. */
  float[] factors(int taken, int count) {
    float[] factors = new float[2 * count];
    for (int i = 0; i < count; i++) {
      AdamState.Step step = step(taken + i);
      factors[2 * i] = step.root();
      factors[2 * i + 1] = step.rate();
    }
    return factors;
  }

  /** Appends the kernels' structure Adam. */
  public ArgumentBlock into(ArgumentBlock arguments) {
    AdamState.Step step = step(0);
    return arguments
        .number(step.keep1())
        .number(step.take1())
        .number(step.keep2())
        .number(step.take2())
        .number(step.epsilon());
  }

  private AdamState.Step step(int number) {
    while (steps.size() <= number) {
      steps.add(powers.advance());
    }
    return steps.get(number);
  }
}
