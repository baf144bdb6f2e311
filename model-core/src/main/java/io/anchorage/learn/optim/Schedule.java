package io.anchorage.learn.optim;

/** How the learning rate changes from step to step. */
public sealed interface Schedule permits ConstantRate, WarmUp, OneCycle {
  /**
   * The learning rate of a step.
   *
   * @param rate the optimiser's configured rate
   * @param step from 0
   * @param steps in the whole training, greater than {@code step}
   */
  double learningRate(double rate, long step, long steps);

  /** The decay of the first moment at a step. */
  default double beta1(double beta1, long step, long steps) {
    return beta1;
  }
}
