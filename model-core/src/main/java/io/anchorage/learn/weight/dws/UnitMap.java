package io.anchorage.learn.weight.dws;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;

/** A map of the features of units that commutes with their order. */
sealed interface UnitMap permits UnitMap.Alone, SetAttention, DeepSet {
  /**
   * Applies the map, and multiplies the result.
   *
   * @param x [networks, units of each axis, inputs]
   * @return {@code factor f(x)}, [networks, units of each axis, outputs]
   */
  NDArray apply(Pass pass, NDArray x, double factor);

  /** Each unit on its own, {@code x W^T + b}. */
  record Alone(Linear map) implements UnitMap {
    @Override
    public NDArray apply(Pass pass, NDArray x, double factor) {
      return map.applyScaled(pass, x, factor);
    }
  }

  /**
   * A linear layer as the published code starts it: weights from N(0, s^2) with {@code s = sqrt(2 /
   * (a + b)) sqrt(2 a / b)} for a inputs and b outputs, biases within 1e-4 of 0.
   *
   * @param times as many layers of b outputs, side by side
   */
  static Linear linear(ModelParameters plan, String name, int inputs, int outputs, int times) {
    return Linear.startedAt(
        plan, name, inputs, times * outputs, start(inputs, outputs), new Init.Uniform(1e-4f));
  }

  /** The start of the weights of {@link #linear}. */
  static Init start(int inputs, int outputs) {
    return new Init.Normal(
        (float) (2 * Math.sqrt(inputs / ((inputs + outputs) * (double) outputs))));
  }
}
