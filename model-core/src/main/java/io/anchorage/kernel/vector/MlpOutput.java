package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.MlpShape;

/**
 * The linear layer of an MLP, for the parameters that it was given last. Activations, outputs, and
 * their D lie as in {@link MlpTrace}; two vectors of points are taken at a time.
 */
interface MlpOutput {
  /** The way for this shape: a panel of outputs is mostly padding if there are fewer than four. */
  static MlpOutput of(MlpShape shape) {
    return shape.outputs() < MlpPanels.UNITS ? new FewOutputs(shape) : new ManyOutputs(shape);
  }

  /** Takes new parameters. */
  void pack(float[] parameters);

  /** y_c = b_c + sum_i s_i W_ic. */
  void forward(float[] m, int s, int y);

  /** G_i = sum_c W_ic D_c. */
  void slope(float[] m, int d, int g);

  /** D_i = c_i G_i, in the place of the derivatives c; what is at {@code g} is lost. */
  void backward(float[] m, int d, int g, int derivatives);

  /**
   * What one thread needs for the gradient.
   *
   * @param inputs where the activations are
   * @param errors where D is
   */
  MlpOutputSums sums(MlpTrace inputs, MlpTrace errors, Arena.Plan plan);
}
