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

  /**
   * A layer that starts otherwise.
   *
   * @param weight start of the weights
   * @param bias start of the biases
   */
  public static Linear startedAt(
      ModelParameters plan, String name, int inputs, int outputs, Init weight, Init bias) {
    return new Linear(
        plan.parameter(name + ".weight", weight, outputs, inputs),
        plan.parameter(name + ".bias", bias, outputs));
  }

  /** A layer without a bias that starts otherwise. */
  public static Linear withoutBiasStartedAt(
      ModelParameters plan, String name, int inputs, int outputs, Init weight) {
    return new Linear(plan.parameter(name + ".weight", weight, outputs, inputs), null);
  }

  /**
   * {@code factor (x W^T + b)}: scales the parameters, which are fewer than the results where x has
   * many rows.
   */
  public NDArray applyScaled(Pass pass, NDArray x, double factor) {
    NDArray offset = bias == null ? null : pass.scaled(pass.of(bias), factor);
    return x.getNDArrayInternal().linear(x, pass.scaled(pass.of(weight), factor), offset).head();
  }

  public NDArray apply(Pass pass, NDArray x) {
    NDArray offset = bias == null ? null : pass.of(bias);
    return x.getNDArrayInternal().linear(x, pass.of(weight), offset).head();
  }

  /** The layer as arrays of a pass. */
  public AffineMap map(Pass pass) {
    return new AffineMap(pass.of(weight), bias == null ? null : pass.of(bias));
  }
}
