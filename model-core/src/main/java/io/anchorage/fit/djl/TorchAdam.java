package io.anchorage.fit.djl;

import ai.djl.ndarray.NDArray;
import io.anchorage.fit.FitRecipe;

/**
 * Adam as in {@code torch.optim.Adam}: {@code p -= s_t lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 -
 * beta2^t) + epsilon)}, with s_t the schedule's share. DJL's own Adam folds the bias correction
 * into the learning rate, which gives its epsilon another meaning.
 */
final class TorchAdam {
  private final FitRecipe recipe;
  private final double learningRate;
  private final double beta1;
  private final double beta2;
  private final float epsilon;

  TorchAdam(FitRecipe recipe) {
    this.recipe = recipe;
    this.learningRate = decimal(recipe.adam().learningRate());
    this.beta1 = decimal(recipe.adam().beta1());
    this.beta2 = decimal(recipe.adam().beta2());
    this.epsilon = recipe.adam().epsilon();
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
    double rate = learningRate * recipe.schedule().share(step - 1, recipe.stop().steps());
    p.subi(m.div(denominator).muli(rate / (1 - StrictMath.pow(beta1, step))));
  }

  /** The double whose shortest decimal is that of the float: 0.999, not 0.99900001. */
  private static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }
}
