package io.anchorage.fit.djl;

import ai.djl.ndarray.NDArray;
import io.anchorage.fit.AdamConfig;

/**
 * Adam as in {@code torch.optim.Adam}: {@code p -= lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 -
 * beta2^t) + epsilon)}. DJL's own Adam folds the bias correction into the learning rate, which
 * gives its epsilon another meaning.
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
   * Updates one parameter array and its moments in place. Intermediate arrays belong to the
   * caller's scope, as they are made from {@code m} and {@code v}.
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

  /** The double whose shortest decimal is that of the float: 0.999, not 0.99900001. */
  private static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }
}
