package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** max(z, 0). */
final class TensorRelu implements TensorActivation {
  @Override
  public NDArray apply(int layer, NDArray z) {
    return Activation.relu(z);
  }
}
