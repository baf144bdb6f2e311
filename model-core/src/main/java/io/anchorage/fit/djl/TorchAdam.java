package io.anchorage.fit.djl;

import ai.djl.ndarray.NDArray;
import io.anchorage.fit.AdamConfig;

/**
 * Adam as {@code torch.optim.Adam} has it: {@code p -= lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 -
 * beta2^t) + epsilon)}. DJL's own Adam folds the bias correction into the learning rate, so that
 * its epsilon means something else.
 */
final class TorchAdam {
  private final double learningRate;
  private final double beta1;
  private final double beta2;
  private final float epsilon;

  TorchAdam(AdamConfig config) {
    this.learningRate = decimal(config.learningRate());
    this.beta1 = decimal(config.beta1());
    this.beta2 = decimal(config.beta2());
    this.epsilon = config.epsilon();
  }

  /**
   * Moves one array of parameters in place, and its moments. Arrays made on the way belong to the
   * caller's scope: they are made by {@code m} and {@code v}.
   *
   * @param step the number of this step, from 1
   */
  void update(NDArray p, NDArray m, NDArray v, NDArray gradient, int step) {
    m.muli(beta1).addi(gradient.mul(1 - beta1));
    v.muli(beta2).addi(gradient.square().muli(1 - beta2));
    double root = Math.sqrt(1 - StrictMath.pow(beta2, step));
    NDArray denominator = v.sqrt().divi(root).addi(epsilon);
    p.subi(m.div(denominator).muli(learningRate / (1 - StrictMath.pow(beta1, step))));
  }

  /** The double nearest to the shortest decimal that names the float: 0.999 and not 0.99900001. */
  private static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }
}
