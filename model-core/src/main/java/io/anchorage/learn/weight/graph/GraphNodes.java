package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.FourierFeatures;
import io.anchorage.learn.weight.LayerTensors;
import java.util.ArrayList;
import java.util.List;

/**
 * The first features of a graph's nodes,
 *
 * <pre>
 * x_v = M (L gamma(b_v) + l [+ probes_v]) + m + p_v
 * </pre>
 *
 * with Fourier features gamma of the bias, 0 for inputs, and a learnt position p for each input,
 * each hidden layer and each output.
 */
final class GraphNodes {
  private final MlpShape shape;
  private final FourierFeatures fourier;
  private final Linear lift;
  private final Linear mix;
  private final ProbeFeatures probes;
  private final List<Parameter> positions = new ArrayList<>();

  /**
   * @param points probes; 0 for none
   */
  GraphNodes(ModelParameters plan, MlpShape shape, int width, FourierFeatures fourier, int points) {
    this.shape = shape;
    this.fourier = fourier;
    this.lift = Linear.of(plan, "nodes.lift", fourier.width(), width);
    this.mix = Linear.of(plan, "nodes.mix", width, width);
    this.probes = points == 0 ? null : new ProbeFeatures(plan, shape, points, width);
    for (int l = 0; l <= shape.layers(); l++) {
      int types = l == 0 ? shape.inputs() : l == shape.layers() ? shape.outputs() : 1;
      positions.add(
          plan.parameter("nodes.position%d".formatted(l), new Init.Normal(1), types, width));
    }
  }

  /** The features of all nodes, from inputs to outputs, [networks, nodes, width]. */
  NDArray of(Pass pass, NetworkBatch networks) {
    LayerTensors graph = networks.graph(pass);
    NDList values = new NDList(pass.zeros(graph.batch(), shape.inputs()));
    NDList places = new NDList(pass.of(positions.get(0)));
    for (int l = 1; l <= shape.layers(); l++) {
      values.add(graph.biases().get(l - 1));
      NDArray own = pass.of(positions.get(l));
      int units = shape.fanOut(l - 1);
      places.add(own.size(0) == units ? own : own.broadcast(units, own.size(1)));
    }
    NDArray x = lift.apply(pass, fourier.of(pass, NDArrays.concat(values, 1)));
    if (probes != null) {
      x = x.add(probes.of(pass, networks.functions(pass)));
    }
    return mix.apply(pass, x).add(NDArrays.concat(places, 0).expandDims(0));
  }
}
