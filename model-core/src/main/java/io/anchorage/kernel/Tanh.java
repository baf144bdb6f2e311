package io.anchorage.kernel;

import java.util.OptionalDouble;

/**
 * h = tanh z. With phi = 2 z log2 e the exponential is a power of two, so that its reduction is
 * exact:
 *
 * <pre>
 * f  = (1 - 2^-phi) / (1 + 2^-phi)
 * f' = 1 - f^2 = dh / dz
 * </pre>
 *
 * @param layers hidden layers
 */
public record Tanh(int layers) implements Activation {
  /** 2 log2 e. */
  private static final float SCALE = (float) (2 / Math.log(2));

  @Override
  public Tanh ofFirst(int layers) {
    return new Tanh(layers);
  }

  @Override
  public float scale(int layer) {
    return SCALE;
  }

  @Override
  public boolean odd() {
    return true;
  }

  @Override
  public OptionalDouble halfPeriod(int layer) {
    return OptionalDouble.empty();
  }

  @Override
  public float gain(int layer) {
    return 1f;
  }
}
