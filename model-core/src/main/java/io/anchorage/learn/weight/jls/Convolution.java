package io.anchorage.learn.weight.jls;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;

/** A square convolution with bias that keeps the side at stride 1, initialised as in PyTorch. */
final class Convolution {
  private final Parameter weight;
  private final Parameter bias;
  private final Shape stride;
  private final Shape padding;

  Convolution(ModelParameters plan, String name, int from, int to, int side, int stride) {
    Init init = Init.ofFanIn((long) from * side * side);
    this.weight = plan.parameter(name + ".weight", init, to, from, side, side);
    this.bias = plan.parameter(name + ".bias", init, to);
    this.stride = new Shape(stride, stride);
    this.padding = new Shape(side / 2, side / 2);
  }

  /** [views, from, side, side] to [views, to, ...]. */
  NDArray apply(Pass pass, NDArray x) {
    return x.getNDArrayInternal()
        .convolution(x, pass.of(weight), pass.of(bias), stride, padding, new Shape(1, 1), 1)
        .head();
  }
}
