package io.anchorage.kernel.vector;

import io.anchorage.kernel.SirenShape;

/**
 * The linear layer of a SIREN. Outputs and their D lie as [vector of points][channel][lane], with
 * channels padded to a multiple of four.
 */
interface SirenOutput {
  /** The way for this shape: a panel of four outputs is mostly padding if there are fewer. */
  static SirenOutput of(SirenShape shape) {
    return shape.outputs() < SirenPanels.PANEL ? new FewOutputs(shape) : new ManyOutputs(shape);
  }

  /** Takes new parameters. */
  void pack(float[] folded);

  /** Begins a tile. */
  void clear();

  /** y_c = b_c + sum_i s_i W_ic for the vectors k and k + 1. */
  void forward(float[] s, float[] y, int k);

  /** D_i = cos_i sum_c W_ic D_c for the vectors k and k + 1, in the place of the cosines. */
  void backward(float[] d, float[] s, float[] cosines, int k);

  /** Adds the tile's gradient of the weights. */
  void fold(float[] s, float[] d, int vectors, float[] gradient);
}
