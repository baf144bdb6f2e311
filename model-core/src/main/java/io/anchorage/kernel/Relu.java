package io.anchorage.kernel;

import java.util.OptionalDouble;

/**
 * h = max(z, 0), the activation of networks on Fourier features. The phase is z itself; the
 * derivative is 1 where z &gt; 0, else 0.
 *
 * @param layers hidden layers
 */
public record Relu(int layers) implements Activation {
  @Override
  public Relu ofFirst(int layers) {
    return new Relu(layers);
  }

  @Override
  public float scale(int layer) {
    return 1f;
  }

  @Override
  public boolean odd() {
    return false;
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
