package io.anchorage.learn.optim;

import java.io.Serializable;

/**
 * Adam with decoupled weight decay (I. Loshchilov, F. Hutter, 2019, algorithm 2).
 *
 * @param learningRate in (0, 10), scaled by a schedule
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the square root of the corrected second moment, in (0, 1)
 * @param weightDecay fraction of a parameter subtracted per step, multiplied by the learning rate,
 *     in [0, 1)
 * @param amsgrad whether to divide by the largest second moment so far (S. J. Reddi et al., 2018)
 */
public record AdamWConfig(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean amsgrad)
    implements Serializable {
  public AdamWConfig {
    check(learningRate > 0 && learningRate < 10, "learningRate must be in (0, 10)", learningRate);
    check(beta1 >= 0 && beta1 < 1, "beta1 must be in [0, 1)", beta1);
    check(beta2 >= 0 && beta2 < 1, "beta2 must be in [0, 1)", beta2);
    check(epsilon > 0 && epsilon < 1, "epsilon must be in (0, 1)", epsilon);
    check(weightDecay >= 0 && weightDecay < 1, "weightDecay must be in [0, 1)", weightDecay);
  }

  /**
   * As published for ARC with PTv3: learning rate and weight decay 1e-3, PyTorch's defaults
   * otherwise.
   */
  public static AdamWConfig defaults() {
    return new AdamWConfig(1e-3, 0.9, 0.999, 1e-8, 1e-3, false);
  }

  private static void check(boolean holds, String message, double value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
