package io.anchorage.learn.net;

import io.anchorage.kernel.random.Philox;

/** How a parameter is initialised. */
public sealed interface Init {
  /** The same value everywhere. */
  record Constant(float value) implements Init {}

  /** Uniform in [-bound, bound]. */
  record Uniform(float bound) implements Init {}

  /** Normal with mean 0. */
  record Normal(float std) implements Init {}

  /** Normal with mean 0, redrawn beyond two standard deviations. */
  record TruncatedNormal(float std) implements Init {}

  /** PyTorch's default for linear and convolution layers: uniform within 1 / sqrt(fanIn) of 0. */
  static Init ofFanIn(long fanIn) {
    return new Uniform((float) (1 / Math.sqrt((double) fanIn)));
  }

  /** Fills an array with draws from one generator. */
  default void fill(float[] values, Philox philox) {
    if (this instanceof Uniform uniform) {
      philox.fillUniform(values, 0, values.length, -uniform.bound(), uniform.bound());
      return;
    }
    long next = 0;
    for (int i = 0; i < values.length; i++) {
      if (this instanceof Constant constant) {
        values[i] = constant.value();
      } else if (this instanceof Normal normal) {
        values[i] = (float) (normal.std() * gaussian(philox, 2L * i));
      } else if (this instanceof TruncatedNormal normal) {
        double x;
        do {
          x = gaussian(philox, next);
          next += 2;
        } while (Math.abs(x) > 2);
        values[i] = (float) (normal.std() * x);
      }
    }
  }

  /**
   * A standard normal draw, from two numbers of the sequence (G. E. P. Box, M. E. Muller, 1958).
   */
  private static double gaussian(Philox philox, long at) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(philox.uniform(at) + 0x1p-25));
    return radius * StrictMath.cos(2 * StrictMath.PI * philox.uniform(at + 1));
  }
}
