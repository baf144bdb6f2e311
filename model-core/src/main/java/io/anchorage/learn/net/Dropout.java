package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import io.anchorage.kernel.random.Philox;

/**
 * Dropout in one forward pass: each element is dropped with a probability, and the kept ones are
 * divided by the probability to be kept. Its random numbers are drawn here rather than by PyTorch,
 * whose generator state a resumed training could not restore.
 */
public final class Dropout {
  private final double rate;
  private final Philox draws;
  private long next;

  private Dropout(double rate, Philox draws) {
    this.rate = rate;
    this.draws = draws;
  }

  /** Drops nothing. */
  public static Dropout none() {
    return new Dropout(0, null);
  }

  /**
   * Dropout for one pass.
   *
   * @param rate probability to be dropped, in [0, 1)
   * @param draws consumed in the order in which {@link #apply} is called
   */
  public static Dropout of(double rate, Philox draws) {
    return new Dropout(rate, draws);
  }

  /** Checks a configured rate. */
  public static void check(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1): " + rate);
    }
  }

  public NDArray apply(Pass pass, NDArray x) {
    if (rate == 0) {
      return x;
    }
    float[] mask = new float[Math.toIntExact(x.size())];
    draws.fillUniform(mask, 0, mask.length, 0, 1, next);
    next += mask.length;
    float kept = (float) (1 / (1 - rate));
    for (int i = 0; i < mask.length; i++) {
      mask[i] = mask[i] < rate ? 0 : kept;
    }
    return x.mul(pass.floats(mask, x.getShape().getShape()));
  }
}
