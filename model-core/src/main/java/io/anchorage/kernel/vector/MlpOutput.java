package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.MlpShape;

/**
 * The linear layer of an MLP, with the parameters set last. Activations, outputs and their D are
 * laid out as in {@link MlpTrace}; two vectors of points are processed at a time.
 */
interface MlpOutput {
  /**
   * The implementation for a shape: with fewer than four outputs, a panel would be mostly padding.
   */
  static MlpOutput of(MlpShape shape) {
    return shape.outputs() < MlpPanels.UNITS ? new FewOutputs(shape) : new ManyOutputs(shape);
  }

  /** Sets the parameters. */
  void pack(float[] parameters);

  /** y_c = b_c + sum_i s_i W_ic. */
  void forward(float[] m, int s, int y);

  /** G_i = sum_c W_ic D_c. */
  void slope(float[] m, int d, int g);

  /** D_i = c_i G_i, overwriting the derivatives c; what was at {@code g} is lost. */
  void backward(float[] m, int d, int g, int derivatives);

  /**
   * One thread's state for the gradient.
   *
   * @param inputs the layer's activations
   * @param errors D of the outputs
   */
  MlpOutputSums sums(MlpTrace inputs, MlpTrace errors, Arena.Plan plan);
}
