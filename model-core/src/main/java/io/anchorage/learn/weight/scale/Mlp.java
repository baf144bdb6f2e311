package io.anchorage.learn.weight.scale;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.AffineMap;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.LayerNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Silu;

/** One hidden layer: {@code mlp(x) = V dropout(silu(norm(U x + u))) + v}. */
final class Mlp {
  private final Linear in;
  private final LayerNorm norm;
  private final Linear out;

  Mlp(ModelParameters plan, String name, int inputs, int width, int outputs) {
    this.in = Linear.of(plan, name + ".in", inputs, width);
    this.norm = new LayerNorm(plan, name + ".norm", width);
    this.out = Linear.of(plan, name + ".out", width, outputs);
  }

  NDArray apply(Pass pass, Features x, Dropout dropout) {
    return fromHidden(pass, x.mapped(in.map(pass)), dropout);
  }

  /** The first linear map. */
  AffineMap start(Pass pass) {
    return in.map(pass);
  }

  /** What follows the first linear map. */
  NDArray fromHidden(Pass pass, NDArray z, Dropout dropout) {
    NDArray h = dropout.apply(pass, Silu.of(pass, norm.apply(pass, z)));
    return out.apply(pass, h);
  }

  /** {@code mlp(x) + mlp(-x)} without the second linear map, which {@link #pairEnd} is. */
  NDArray pairStart(Pass pass, Features x, Dropout dropout) {
    AffineMap map = in.map(pass);
    NDArray z = x.mapped(map.linear());
    NDArray plus = Silu.of(pass, norm.apply(pass, z.add(map.bias())));
    NDArray minus = Silu.of(pass, norm.apply(pass, map.bias().sub(z)));
    // One mask for both, so that signs mean nothing in training, either.
    return dropout.apply(pass, plus.add(minus));
  }

  /** The second linear map of a pair, {@code V s + 2 v}. */
  AffineMap pairEnd(Pass pass) {
    AffineMap map = out.map(pass);
    return new AffineMap(map.weight(), map.bias().add(map.bias()));
  }
}
