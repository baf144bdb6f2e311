package io.anchorage.learn.weight.dws;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.part.Pool;

/**
 * The layer of deep sets (M. Zaheer et al.: Deep sets, 2017), {@code y = x W^T + b - pool(x) V^T}.
 */
final class DeepSet implements UnitMap {
  private final Linear own;
  private final Linear common;
  private final Pool pool;

  DeepSet(ModelParameters plan, String name, int inputs, int outputs, Pool pool) {
    this.own = UnitMap.linear(plan, name + ".own", inputs, outputs, 1);
    this.common =
        Linear.withoutBiasStartedAt(
            plan, name + ".common", inputs, outputs, UnitMap.start(inputs, outputs));
    this.pool = pool;
  }

  @Override
  public NDArray apply(Pass pass, NDArray x, double factor) {
    NDArray set = common.applyScaled(pass, pool.along(x, 1), factor).expandDims(1);
    return own.applyScaled(pass, x, factor).sub(set);
  }
}
