package io.anchorage.learn.optim;

/**
 * Linear warm-up to the configured rate, which then stays: {@code rate min(1, (step + 1) /
 * warmUp)}, as weight-space classifiers use it.
 *
 * @param warmUp steps until the rate is reached, at least 1
 */
public record WarmUp(int warmUp) implements Schedule {
  public WarmUp {
    if (warmUp < 1) {
      throw new IllegalArgumentException("warmUp must be at least 1: " + warmUp);
    }
  }

  /** As published for neural graphs and ScaleGMN: 1000 steps. */
  public static WarmUp defaults() {
    return new WarmUp(1000);
  }

  @Override
  public double learningRate(double rate, long step, long steps) {
    return rate * Math.min(1, (double) (step + 1) / warmUp);
  }
}
