package io.anchorage.learn.optim;

/** The configured rate in each step. */
public record ConstantRate() implements Schedule {
  @Override
  public double learningRate(double rate, long step, long steps) {
    return rate;
  }
}
