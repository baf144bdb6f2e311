package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.anchorage.kernel.random.Philox;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Dropout in one forward pass: each element is dropped with a probability, and the kept ones are
 * divided by the probability to be kept. Its random numbers are drawn here rather than by PyTorch,
 * whose generator state a resumed training could not restore.
 */
public final class Dropout {
  private final double rate;
  private final Philox draws;
  private final AtomicLong next;

  private Dropout(double rate, Philox draws, AtomicLong next) {
    this.rate = rate;
    this.draws = draws;
    this.next = next;
  }

  /** Drops nothing. */
  public static Dropout none() {
    return new Dropout(0, null, null);
  }

  /**
   * Dropout for one pass.
   *
   * @param rate probability to be dropped, in [0, 1)
   * @param draws consumed in the order in which {@link #apply} is called
   */
  public static Dropout of(double rate, Philox draws) {
    return new Dropout(rate, draws, new AtomicLong());
  }

  /** Dropout at another rate in the same pass, with numbers of its own from the same sequence. */
  public Dropout atRate(double other) {
    return new Dropout(other, draws, next);
  }

  /** Checks a configured rate. */
  public static void check(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1): " + rate);
    }
  }

  public NDArray apply(Pass pass, NDArray x) {
    return rate == 0 ? x : x.mul(mask(pass, x.getShape()));
  }

  /**
   * Drops channels of all units together.
   *
   * @param x [samples, units, channels]
   */
  public NDArray applyToChannels(Pass pass, NDArray x) {
    return rate == 0 ? x : x.mul(mask(pass, new Shape(x.size(0), 1, x.size(2))));
  }

  private NDArray mask(Pass pass, Shape shape) {
    float[] mask = new float[Math.toIntExact(shape.size())];
    draws.fillUniform(mask, 0, mask.length, 0, 1, next.getAndAdd(mask.length));
    float kept = (float) (1 / (1 - rate));
    for (int i = 0; i < mask.length; i++) {
      mask[i] = mask[i] < rate ? 0 : kept;
    }
    return pass.floats(mask, shape.getShape());
  }
}
