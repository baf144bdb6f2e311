package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Layer normalisation, {@code (x - mean) / sqrt(var + 1e-5) gamma + beta} over the last axis. */
public final class LayerNorm {
  private static final float EPSILON = 1e-5f;

  private final Parameter gamma;
  private final Parameter beta;
  private final int channels;

  public LayerNorm(ModelParameters plan, String name, int channels) {
    this.gamma = plan.parameter(name + ".weight", new Init.Constant(1), channels);
    this.beta = plan.parameter(name + ".bias", new Init.Constant(0), channels);
    this.channels = channels;
  }

  public NDArray apply(Pass pass, NDArray x) {
    return x.getNDArrayInternal()
        .layerNorm(x, new Shape(channels), pass.of(gamma), pass.of(beta), EPSILON)
        .head();
  }
}
