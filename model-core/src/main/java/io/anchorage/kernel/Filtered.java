package io.anchorage.kernel;

import java.util.OptionalDouble;

/**
 * Hidden layers whose linear part is multiplied by a filter of the point, with no other activation:
 * h_(l+1) = (h_l W_l + b_l) g_(l+1)(x). The filters are the mapping, {@link Filters}.
 *
 * @param layers hidden layers
 */
public record Filtered(int layers) implements Activation {
  @Override
  public Filtered ofFirst(int fewer) {
    return new Filtered(fewer);
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
