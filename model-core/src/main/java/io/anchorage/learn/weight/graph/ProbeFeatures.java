package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.LayerNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.LayerTensors;
import io.anchorage.learn.weight.NetworkForward;
import java.util.ArrayList;
import java.util.List;

/**
 * What units compute at learnt points: the values of a unit at all points, through a linear layer
 * and a norm that its layer has of its own. The value of an input is its coordinate.
 */
final class ProbeFeatures {
  private final NetworkForward forward;
  private final Parameter points;
  private final List<Linear> layers = new ArrayList<>();
  private final List<LayerNorm> norms = new ArrayList<>();

  ProbeFeatures(ModelParameters plan, MlpShape shape, int points, int width) {
    this.forward = new NetworkForward(shape);
    this.points = plan.parameter("probes.points", new Init.Uniform(1), points, shape.inputs());
    for (int l = 0; l <= shape.layers(); l++) {
      String name = "probes.layer%d".formatted(l);
      layers.add(Linear.of(plan, name, points, width));
      norms.add(new LayerNorm(plan, name + ".norm", width));
    }
  }

  /**
   * Evaluates networks.
   *
   * @param functions the networks' own parameters
   * @return [networks, units, width], from inputs to outputs
   */
  NDArray of(Pass pass, LayerTensors functions) {
    NDArray at = pass.of(points);
    NDArray inputs = of(pass, 0, at.transpose().expandDims(0));
    NDList all = new NDList(inputs.broadcast(functions.batch(), inputs.size(1), inputs.size(2)));
    for (NDArray values : forward.at(pass, functions, at)) {
      all.add(of(pass, all.size(), values.transpose(0, 2, 1)));
    }
    return NDArrays.concat(all, 1);
  }

  private NDArray of(Pass pass, int layer, NDArray values) {
    return norms.get(layer).apply(pass, layers.get(layer).apply(pass, values));
  }
}
