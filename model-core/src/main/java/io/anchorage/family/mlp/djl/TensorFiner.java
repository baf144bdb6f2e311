package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.anchorage.kernel.Finer;

/** sin(omega (|z| + 1) z); a detached stretch |z| + 1 is excluded from the gradient. */
final class TensorFiner implements TensorActivation {
  private final boolean detached;
  private final NDList omegas = new NDList();

  TensorFiner(Finer finer, NDManager manager) {
    this.detached = finer.detached();
    finer.omegas().forEach(omega -> omegas.add(manager.create(omega)));
  }

  @Override
  public NDArray apply(int layer, NDArray z) {
    NDArray stretch = z.abs().add(1f);
    return (detached ? stretch.stopGradient() : stretch).mul(z).mul(omegas.get(layer)).sin();
  }
}
