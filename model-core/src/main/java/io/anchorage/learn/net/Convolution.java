package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** A square convolution that keeps the side at stride 1, initialised as in PyTorch. */
public final class Convolution {
  private final Parameter weight;
  private final Parameter bias;
  private final Shape stride;
  private final Shape padding;

  private Convolution(Parameter weight, Parameter bias, int side, int stride) {
    this.weight = weight;
    this.bias = bias;
    this.stride = new Shape(stride, stride);
    this.padding = new Shape(side / 2, side / 2);
  }

  /**
   * With a bias.
   *
   * @param side of the kernel, odd
   */
  public static Convolution of(
      ModelParameters plan, String name, int from, int to, int side, int stride) {
    Parameter weight = weight(plan, name, from, to, side);
    Init init = Init.ofFanIn((long) from * side * side);
    return new Convolution(weight, plan.parameter(name + ".bias", init, to), side, stride);
  }

  /** Without a bias, for a norm that follows. */
  public static Convolution withoutBias(
      ModelParameters plan, String name, int from, int to, int side, int stride) {
    return new Convolution(weight(plan, name, from, to, side), null, side, stride);
  }

  private static Parameter weight(ModelParameters plan, String name, int from, int to, int side) {
    Init init = Init.ofFanIn((long) from * side * side);
    return plan.parameter(name + ".weight", init, to, from, side, side);
  }

  /** [images, from, side, side] to [images, to, ...]. */
  public NDArray apply(Pass pass, NDArray x) {
    NDArray offset = bias == null ? null : pass.of(bias);
    return Convolve.images(pass, x, pass.of(weight), offset, stride, padding);
  }
}
