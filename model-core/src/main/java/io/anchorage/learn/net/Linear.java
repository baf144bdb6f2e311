package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;

/** A linear layer, {@code x W^T + b} on the last axis, initialised as in PyTorch. */
public final class Linear {
  private final Parameter weight;
  private final Parameter bias;

  private Linear(Parameter weight, Parameter bias) {
    this.weight = weight;
    this.bias = bias;
  }

  public static Linear of(ModelParameters plan, String name, int inputs, int outputs) {
    Init init = Init.ofFanIn(inputs);
    return new Linear(
        plan.parameter(name + ".weight", init, outputs, inputs),
        plan.parameter(name + ".bias", init, outputs));
  }

  public static Linear withoutBias(ModelParameters plan, String name, int inputs, int outputs) {
    return new Linear(
        plan.parameter(name + ".weight", Init.ofFanIn(inputs), outputs, inputs), null);
  }

  public NDArray apply(Pass pass, NDArray x) {
    NDArray offset = bias == null ? null : pass.of(bias);
    return x.getNDArrayInternal().linear(x, pass.of(weight), offset).head();
  }
}
