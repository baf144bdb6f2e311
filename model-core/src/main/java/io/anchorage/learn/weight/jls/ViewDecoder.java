package io.anchorage.learn.weight.jls;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Convolution;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;

/** Draws the image of a latent image, four times as large: two doublings of the side. */
final class ViewDecoder {
  private static final int WIDTH = 256;

  private final Convolution first;
  private final Convolution second;
  private final int outputs;

  ViewDecoder(ModelParameters plan, int channels, int outputs) {
    this.first = Convolution.of(plan, "decoder.first", channels, 4 * WIDTH, 3, 1);
    this.second = Convolution.of(plan, "decoder.second", WIDTH, 4 * outputs, 3, 1);
    this.outputs = outputs;
  }

  /** [views, channels, side, side] to [views, outputs, 4 side, 4 side]. */
  NDArray images(Pass pass, NDArray latents) {
    NDArray doubled = spread(first.apply(pass, latents), WIDTH).getNDArrayInternal().relu();
    return spread(second.apply(pass, doubled), outputs);
  }

  /** Four channels of a pixel become four pixels: [n, 4 c, s, s] to [n, c, 2 s, 2 s]. */
  private static NDArray spread(NDArray x, int channels) {
    long n = x.size(0);
    long s = x.size(2);
    return x.reshape(n, channels, 2, 2, s, s)
        .transpose(0, 1, 4, 2, 5, 3)
        .reshape(n, channels, 2 * s, 2 * s);
  }
}
