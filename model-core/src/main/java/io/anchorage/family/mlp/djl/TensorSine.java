package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.anchorage.kernel.Sine;

/** sin(omega z). */
final class TensorSine implements TensorActivation {
  private final NDList omegas = new NDList();

  TensorSine(Sine sine, NDManager manager) {
    sine.omegas().forEach(omega -> omegas.add(manager.create(omega)));
  }

  @Override
  public NDArray apply(int layer, NDArray z) {
    return z.mul(omegas.get(layer)).sin();
  }
}
