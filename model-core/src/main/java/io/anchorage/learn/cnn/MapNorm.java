package io.anchorage.learn.cnn;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.LayerNorm;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;

/** {@code (x - mean) / sqrt(var + 1e-5) gamma + beta} on maps; gamma and beta per channel. */
final class MapNorm {
  static final double EPSILON = 1e-5;

  private final NormAxes axes;
  private final LayerNorm overChannels;
  private final Parameter gamma;
  private final Parameter beta;

  MapNorm(NormAxes axes, ModelParameters plan, String name, int channels) {
    this.axes = axes;
    if (axes == NormAxes.CHANNELS) {
      this.overChannels = new LayerNorm(plan, name, channels);
      this.gamma = null;
      this.beta = null;
    } else {
      this.overChannels = null;
      this.gamma = plan.parameter(name + ".weight", new Init.Constant(1), channels);
      this.beta = plan.parameter(name + ".bias", new Init.Constant(0), channels);
    }
  }

  /**
   * Normalises maps.
   *
   * @param x [batch, channels, height, width]
   */
  NDArray maps(Pass pass, NDArray x) {
    if (axes == NormAxes.CHANNELS) {
      return overChannels.apply(pass, x.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2);
    }
    long batch = x.size(0);
    long channels = x.size(1);
    NDArray rows = x.reshape(batch, -1);
    NDArray centred = rows.sub(rows.mean(new int[] {1}, true));
    NDArray deviation = centred.square().mean(new int[] {1}, true).add(EPSILON).sqrt();
    return centred
        .div(deviation)
        .reshape(x.getShape())
        .mul(pass.of(gamma).reshape(1, channels, 1, 1))
        .add(pass.of(beta).reshape(1, channels, 1, 1));
  }

  /**
   * Normalises single activations.
   *
   * @param x [rows, channels]
   * @throws IllegalStateException if the norm needs whole maps
   */
  NDArray rows(Pass pass, NDArray x) {
    if (axes != NormAxes.CHANNELS) {
      throw new IllegalStateException(
          "A single activation cannot be normalised over positions: layer-norm must be channels");
    }
    return overChannels.apply(pass, x);
  }
}
