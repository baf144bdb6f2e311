package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sine;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/** Evaluates a batch of networks, differentiably in the points and in the parameters. */
public final class NetworkForward {
  private final MlpShape shape;

  public NetworkForward(MlpShape shape) {
    this.shape = shape;
  }

  /**
   * Evaluates all networks at the same points.
   *
   * @param layers unnormalised parameters
   * @param points [points, inputs], in the networks' coordinates
   * @return for each layer its units' values, [networks, points, units]; the last are the outputs,
   *     with their offset
   */
  public List<NDArray> at(Pass pass, LayerTensors layers, NDArray points) {
    List<NDArray> values = new ArrayList<>();
    NDArray h = points.expandDims(0);
    for (int l = 0; l < layers.layers(); l++) {
      NDArray z = h.matMul(layers.weights().get(l)).add(layers.biases().get(l).expandDims(1));
      h = l < shape.depth() ? activated(pass, l, z) : z.add(shape.outputOffset());
      values.add(h);
    }
    return values;
  }

  private NDArray activated(Pass pass, int layer, NDArray z) {
    Activation activation = shape.activation();
    if (activation instanceof Sine sine) {
      return pass.scaled(z, sine.omegas().get(layer)).sin();
    }
    Finer finer = (Finer) activation;
    NDArray stretched = z.abs().add(1).mul(z);
    return pass.scaled(stretched, finer.omegas().get(layer)).sin();
  }
}
