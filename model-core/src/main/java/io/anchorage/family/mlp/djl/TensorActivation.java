package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.Sine;

/** An activation in the tensor library's operations, which know their gradients. */
interface TensorActivation {
  /**
   * The closed list.
   *
   * @param manager keeps the activation's numbers: a product with a plain number would free it
   *     before the gradient reads it
   */
  static TensorActivation of(Activation activation, NDManager manager) {
    if (activation instanceof Sine sine) {
      return new TensorSine(sine, manager);
    } else if (activation instanceof Finer finer) {
      return new TensorFiner(finer, manager);
    }
    throw new AssertionError(activation);
  }

  /**
   * What a hidden layer gives.
   *
   * @param layer from 0
   * @param z the layer's linear part, h W + b
   */
  NDArray apply(int layer, NDArray z);
}
