package io.anchorage.kernel.scalar;

import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.Gauss;
import io.anchorage.kernel.Relu;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.Tanh;

/** The specification of an activation: values and derivatives for runs of phases. */
interface ScalarActivation {
  static ScalarActivation of(Activation activation) {
    if (activation instanceof Sine) {
      return new ScalarSine();
    } else if (activation instanceof Finer finer) {
      return new ScalarFiner(finer);
    } else if (activation instanceof Relu) {
      return new ScalarRelu();
    } else if (activation instanceof Tanh) {
      return new ScalarTanh();
    } else if (activation instanceof Gauss) {
      return new ScalarGauss();
    }
    throw new AssertionError(activation);
  }

  /**
   * Replaces phases by their values and writes their derivatives.
   *
   * @param layer hidden layer, from 0
   * @param values phases on entry, values on return, in {@code from .. to - 1}
   * @param derivatives overwritten at the same indices
   */
  void apply(int layer, float[] values, float[] derivatives, int from, int to);
}
