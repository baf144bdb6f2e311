package io.anchorage.kernel.random;

/** A sequence of random numbers of several distributions. */
public final class Draws {
  private final Philox philox;
  private long next;

  public Draws(Philox philox) {
    this.philox = philox;
  }

  /** Uniform in (0, 1), 24 bits. */
  public double uniform() {
    return philox.uniform(next++) + 0x1p-25;
  }

  /** Uniform in (-bound, bound). */
  public double within(double bound) {
    return bound * (2 * uniform() - 1);
  }

  /** One of 0 .. bound - 1. */
  public int below(int bound) {
    return philox.below(next++, bound);
  }

  /** Standard normal (G. E. P. Box, M. E. Muller, 1958). */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /**
   * Poisson: by inversion, one uniform number for a mean up to 16; larger means are sums of equal
   * smaller ones.
   *
   * @param mean at least 0
   */
  public long poisson(double mean) {
    long parts = Math.max(1, (long) Math.ceil(mean / 16));
    double none = StrictMath.exp(-mean / parts);
    long sum = 0;
    for (long part = 0; part < parts && mean > 0; part++) {
      double left = uniform();
      double share = none;
      for (long n = 1; left > share && share > 0; n++) {
        left -= share;
        share *= mean / parts / n;
        sum++;
      }
    }
    return sum;
  }

  /** Beta(alpha, alpha): x / (x + y) of two gamma variables. */
  public double beta(double alpha) {
    double first = gamma(alpha);
    double second = gamma(alpha);
    return first + second > 0 ? first / (first + second) : 0.5;
  }

  /** Gamma(alpha, 1) (G. Marsaglia, W. W. Tsang: A simple method, 2000). */
  public double gamma(double alpha) {
    if (alpha < 1) {
      return gamma(alpha + 1) * StrictMath.pow(uniform(), 1 / alpha);
    }
    double d = alpha - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = normal();
      double v = 1 + c * x;
      v = v * v * v;
      if (v > 0 && StrictMath.log(uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  /** A sample of 0 .. count - 1 without replacement, in random order. */
  public int[] choose(int some, int count) {
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = i;
    }
    int[] chosen = new int[some];
    for (int i = 0; i < some; i++) {
      int at = i + below(count - i);
      chosen[i] = all[at];
      all[at] = all[i];
    }
    return chosen;
  }
}
