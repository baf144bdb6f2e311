package io.anchorage.kernel.vector;

import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.Gauss;
import io.anchorage.kernel.Relu;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.Tanh;

/**
 * The twin of {@code ScalarActivation}: processes long runs of phases, so that the cost of a call
 * through the interface is negligible.
 *
 * <p>An implementation keeps its loop in one method that is too long to be inlined (more than 325
 * bytes), for the reason {@link VectorSinCosPi#replace} gives.
 */
interface VectorActivation {
  static VectorActivation of(Activation activation) {
    if (activation instanceof Sine) {
      return new VectorSine();
    } else if (activation instanceof Finer finer) {
      return new VectorFiner(finer);
    } else if (activation instanceof Relu) {
      return new VectorRelu();
    } else if (activation instanceof Tanh) {
      return new VectorTanh();
    } else if (activation instanceof Gauss) {
      return new VectorGauss();
    }
    throw new AssertionError(activation);
  }

  /**
   * Replaces {@code size} phases from {@code m[values]} on by their values, and writes their
   * derivatives from {@code m[derivatives]} on.
   *
   * @param layer hidden layer, from 0
   * @param size a multiple of the vector length
   */
  void apply(int layer, float[] m, int values, int derivatives, int size);
}
