package io.anchorage.learn.weight;

import io.anchorage.cloud.ViewKind;
import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.net.ModelParameters;

/** Configuration of a classifier of weight vectors. */
public interface WeightModelConfig extends ModelConfig {
  @Override
  default ViewKind<WeightVector> takes() {
    return WeightVector.KIND;
  }

  /** As all readers of weights but a plain MLP. */
  @Override
  default boolean ignoresUnitOrder() {
    return true;
  }

  @Override
  WeightModel build(ModelParameters plan, ViewShape views, int classes);

  /**
   * Throws an IllegalArgumentException, whose message ends in the value, if a condition does not
   * hold.
   */
  static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
