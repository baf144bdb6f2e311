package io.anchorage.fit;

import io.anchorage.kernel.AdamState;
import java.io.Serializable;
import java.util.function.IntToDoubleFunction;

/**
 * Adam (D. P. Kingma, J. Ba, 2015, algorithm 1) as in torch.optim.Adam: epsilon is added after the
 * bias correction.
 */
public record AdamConfig(float learningRate, float beta1, float beta2, float epsilon)
    implements Serializable {
  public AdamConfig {
    check(learningRate > 0 && learningRate < 10, "learningRate must be in (0, 10)", learningRate);
    check(beta1 >= 0 && beta1 < 1, "beta1 must be in [0, 1)", beta1);
    check(beta2 >= 0 && beta2 < 1, "beta2 must be in [0, 1)", beta2);
    check(epsilon > 0 && epsilon < 1, "epsilon must be in (0, 1)", epsilon);
  }

  /** The published betas and epsilon with a family's learning rate. */
  public static AdamConfig withLearningRate(float learningRate) {
    return new AdamConfig(learningRate, 0.9f, 0.999f, 1e-8f);
  }

  /**
   * The optimiser's state before the first step.
   *
   * @param shares the share of the learning rate in a step, given the number of steps taken before
   */
  public AdamState state(int parameters, IntToDoubleFunction shares) {
    return new AdamState(parameters, learningRate, beta1, beta2, epsilon, shares);
  }

  private static void check(boolean holds, String message, float value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
