package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.anchorage.kernel.Gauss;

/** exp(-(s z)^2). */
final class TensorGauss implements TensorActivation {
  private final NDList scales = new NDList();

  TensorGauss(Gauss gauss, NDManager manager) {
    gauss.scales().forEach(scale -> scales.add(manager.create(scale)));
  }

  @Override
  public NDArray apply(int layer, NDArray z) {
    return z.mul(scales.get(layer)).square().neg().exp();
  }
}
