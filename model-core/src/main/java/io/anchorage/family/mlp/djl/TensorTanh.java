package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;

/** tanh z. */
final class TensorTanh implements TensorActivation {
  @Override
  public NDArray apply(int layer, NDArray z) {
    return z.tanh();
  }
}
