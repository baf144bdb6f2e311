package io.anchorage.learn.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * {@code torch.optim.AdamW} over all parameters of a model in one array: a dozen operations a step,
 * however many layers there are.
 *
 * <p>{@code p *= 1 - lr wd; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; p -= lr / (1 - b1^t) m
 * / (sqrt(v) / sqrt(1 - b2^t) + eps)}. With amsgrad, the largest {@code v} so far replaces {@code
 * v} in the last expression. DJL's own Adam adds its epsilon before the bias correction.
 */
public final class AdamW {
  private final AdamWConfig config;
  private final NDArray firstMoment;
  private final NDArray secondMoment;
  private final NDArray largestSecondMoment;
  private long steps;

  /**
   * Starts with zero moments.
   *
   * @param manager owns the moments
   * @param parameters the array to be optimised, for its shape and type
   */
  public AdamW(AdamWConfig config, NDManager manager, NDArray parameters) {
    this.config = config;
    this.firstMoment = zeros(manager, parameters);
    this.secondMoment = zeros(manager, parameters);
    this.largestSecondMoment = config.amsgrad() ? zeros(manager, parameters) : null;
  }

  private static NDArray zeros(NDManager manager, NDArray like) {
    return manager.zeros(like.getShape(), like.getDataType());
  }

  /**
   * Updates the parameters in place. Intermediate arrays belong to the caller's scope.
   *
   * @param gradient same shape as the parameters
   * @param learningRate of this step
   * @param beta1 of this step
   */
  public void step(NDArray parameters, NDArray gradient, double learningRate, double beta1) {
    steps++;
    double beta2 = config.beta2();
    if (config.weightDecay() > 0) {
      parameters.muli(1 - learningRate * config.weightDecay());
    }
    firstMoment.muli(beta1).addi(gradient.mul(1 - beta1));
    secondMoment.muli(beta2).addi(gradient.square().muli(1 - beta2));
    NDArray denominator = divisor().sqrt();
    denominator.divi(Math.sqrt(1 - StrictMath.pow(beta2, (double) steps))).addi(config.epsilon());
    double rate = learningRate / (1 - StrictMath.pow(beta1, (double) steps));
    parameters.subi(firstMoment.div(denominator).muli(rate));
  }

  private NDArray divisor() {
    if (largestSecondMoment == null) {
      return secondMoment;
    }
    secondMoment.maximum(largestSecondMoment).copyTo(largestSecondMoment);
    return largestSecondMoment;
  }

  public AdamWConfig config() {
    return config;
  }

  /** Steps taken so far. */
  public long steps() {
    return steps;
  }

  /** The optimiser's state, copied to the host. */
  public AdamWState state() {
    return new AdamWState(
        steps,
        floats(firstMoment),
        floats(secondMoment),
        largestSecondMoment == null ? new float[0] : floats(largestSecondMoment));
  }

  /**
   * Continues from a state that {@link #state()} of an optimiser with the same config returned.
   *
   * @throws IllegalArgumentException if the state has other sizes
   */
  public void restore(AdamWState state) {
    restore(firstMoment, state.firstMoment());
    restore(secondMoment, state.secondMoment());
    if (largestSecondMoment != null) {
      restore(largestSecondMoment, state.largestSecondMoment());
    }
    steps = state.steps();
  }

  private static void restore(NDArray array, float[] values) {
    if (values.length != array.size()) {
      throw new IllegalArgumentException(
          "The optimiser has %d parameters, its state has %d"
              .formatted(array.size(), values.length));
    }
    try (NDArray held = array.getManager().create(values, array.getShape());
        NDArray typed = held.toType(array.getDataType(), true)) {
      typed.copyTo(array);
    }
  }

  private static float[] floats(NDArray array) {
    try (NDArray held = array.toType(DataType.FLOAT32, true)) {
      return held.toFloatArray();
    }
  }
}
