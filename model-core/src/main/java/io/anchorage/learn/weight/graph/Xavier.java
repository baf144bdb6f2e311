package io.anchorage.learn.weight.graph;

import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;

/**
 * Linear layers as the relational transformer starts them: weights uniform within sqrt(6 / (inputs
 * + outputs)) of 0 (X. Glorot, Y. Bengio, 2010), biases 0.
 */
final class Xavier {
  private Xavier() {}

  static Linear linear(ModelParameters plan, String name, int inputs, int outputs) {
    return Linear.startedAt(
        plan, name, inputs, outputs, weights(inputs, outputs), new Init.Constant(0));
  }

  static Linear withoutBias(ModelParameters plan, String name, int inputs, int outputs) {
    return Linear.withoutBiasStartedAt(plan, name, inputs, outputs, weights(inputs, outputs));
  }

  private static Init weights(int inputs, int outputs) {
    return new Init.Uniform((float) Math.sqrt(6.0 / (inputs + outputs)));
  }
}
