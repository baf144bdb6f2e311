package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.LayerNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;

/** {@code norm(x + dropout(V gelu(U x) + v))} with twice as many hidden channels. */
final class ResidualMlp {
  private final Linear in;
  private final Linear out;
  private final LayerNorm norm;

  ResidualMlp(ModelParameters plan, String name, int width) {
    this.in = Xavier.withoutBias(plan, name + ".in", width, 2 * width);
    this.out = Xavier.linear(plan, name + ".out", 2 * width, width);
    this.norm = new LayerNorm(plan, name + ".norm", width);
  }

  NDArray apply(Pass pass, NDArray x, Dropout dropout) {
    NDArray h = in.apply(pass, x).getNDArrayInternal().gelu();
    return norm.apply(pass, x.add(dropout.apply(pass, out.apply(pass, h))));
  }
}
