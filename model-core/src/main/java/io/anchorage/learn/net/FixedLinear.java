package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;

/**
 * {@code y = x W^T + b} on the last axis, where W and b are no parameters: a model takes them from
 * its first look at the training samples, and training leaves them as they are.
 */
public final class FixedLinear {
  private final Buffer weight;
  private final Buffer bias;

  /** A layer of zeros, {@code NAME.weight} and {@code NAME.bias}, until a first look sets them. */
  public FixedLinear(ModelParameters plan, String name, int inputs, int outputs) {
    this.weight = plan.buffer(name + ".weight", 0, outputs, inputs);
    this.bias = plan.buffer(name + ".bias", 0, outputs);
  }

  public NDArray apply(Pass pass, NDArray x) {
    return x.getNDArrayInternal().linear(x, pass.of(weight), pass.of(bias)).head();
  }
}
