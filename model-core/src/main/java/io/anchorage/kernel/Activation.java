package io.anchorage.kernel;

import java.util.OptionalDouble;

/**
 * What a hidden layer applies to its linear part z = h W + b, with the numbers that it has for each
 * layer. The closed list of activations.
 *
 * <p>Kernels count z in units that suit the activation: they fold {@link #scale} into weights and
 * biases once a step, and see the <i>phase</i> phi = scale z. For runs of phases an activation
 * gives the value f(phi) and the derivative f'(phi), counted so that
 *
 * <pre>
 * dh / dz = gain f'(phi)
 * </pre>
 *
 * <p>Each kernel set has one file for each activation: {@code ScalarSine}, {@code VectorSine},
 * {@code sine.cuh}.
 */
public sealed interface Activation permits Sine, Finer, Relu, Tanh, Gauss, Gabor, Filtered {
  /** Number of layers that it has numbers for. */
  int layers();

  /** The same activation with the numbers of its first layers alone. */
  Activation ofFirst(int layers);

  /** What multiplies z to give the kernels' phase. */
  float scale(int layer);

  /**
   * Linear parts of each unit of a hidden layer, side by side in its weights: [in][forms width].
   */
  default int forms(int layer) {
    return 1;
  }

  /** Numbers of each unit's value: 2 if it is complex, real parts of all units first. */
  default int values() {
    return 1;
  }

  /** Whether f(-z) = -f(z): a unit whose weights are all negated leaves the function as it is. */
  boolean odd();

  /**
   * The shift of z that negates the value, f(z + shift) = -f(z), positive; empty if there is none.
   */
  OptionalDouble halfPeriod(int layer);

  /** What multiplies the kernels' derivative to give dh / dz. */
  float gain(int layer);
}
