package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.Gabor;
import io.anchorage.kernel.Gauss;
import io.anchorage.kernel.Relu;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.Tanh;

/** An activation in terms of tensor operations, which PyTorch differentiates. */
interface TensorActivation {
  /**
   * The tensor form of each activation of the closed list.
   *
   * @param manager owns the activation's factors: in a product with a plain number, DJL would free
   *     the number before the gradient reads it
   */
  static TensorActivation of(Activation activation, NDManager manager) {
    if (activation instanceof Sine sine) {
      return new TensorSine(sine, manager);
    } else if (activation instanceof Finer finer) {
      return new TensorFiner(finer, manager);
    } else if (activation instanceof Relu) {
      return new TensorRelu();
    } else if (activation instanceof Tanh) {
      return new TensorTanh();
    } else if (activation instanceof Gauss gauss) {
      return new TensorGauss(gauss, manager);
    } else if (activation instanceof Gabor gabor) {
      return new TensorGabor(gabor, manager);
    }
    throw new AssertionError(activation);
  }

  /**
   * The product of a hidden layer.
   *
   * @param layer from 0
   * @param h the values of the layer below
   * @param w the layer's weights
   */
  default NDArray linear(int layer, NDArray h, NDArray w) {
    return h.matMul(w);
  }

  /**
   * The output of a hidden layer.
   *
   * @param layer from 0
   * @param z the layer's linear part, h W + b
   */
  NDArray apply(int layer, NDArray z);
}
