package io.anchorage.learn.optim;

/** The configured learning rate at every step. */
public record ConstantRate() implements Schedule {
  @Override
  public double learningRate(double rate, long step, long steps) {
    return rate;
  }
}
