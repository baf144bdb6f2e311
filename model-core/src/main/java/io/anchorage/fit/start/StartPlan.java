package io.anchorage.fit.start;

/**
 * How a start is learnt, apart from the recipe of the fits.
 *
 * @param method how the start follows the fits
 * @param steps of each fit, 1 to 1000
 * @param learnsSizes whether fits take plain steps of learnt sizes, instead of the recipe's own
 * @param iterations of the outer loop, at least 0
 * @param batch images of one iteration, 1 to 4096
 * @param rate of the outer Adam on the start, in (0, 1); it falls with a cosine to a hundredth
 * @param sizeRate of the outer Adam on the step sizes, as a multiple of the first size, in (0, 10)
 */
public record StartPlan(
    StartMethod method,
    int steps,
    boolean learnsSizes,
    int iterations,
    int batch,
    double rate,
    double sizeRate) {
  public StartPlan {
    check(steps >= 1 && steps <= 1000, "steps must be in 1 .. 1000", steps);
    check(iterations >= 0, "iterations must be at least 0", iterations);
    check(batch >= 1 && batch <= 4096, "batch must be in 1 .. 4096", batch);
    check(rate > 0 && rate < 1, "rate must be in (0, 1)", rate);
    check(sizeRate > 0 && sizeRate < 10, "size-rate must be in (0, 10)", sizeRate);
    check(
        !learnsSizes || method != StartMethod.REPTILE,
        "step sizes follow a gradient, which method reptile does not have",
        method);
    check(
        learnsSizes || method != StartMethod.SECOND_ORDER,
        "the second order is that of plain steps: it needs step sizes",
        method);
  }

  /** This plan with another number of iterations. */
  public StartPlan withIterations(int count) {
    return new StartPlan(method, steps, learnsSizes, count, batch, rate, sizeRate);
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
