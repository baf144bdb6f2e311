package io.anchorage.learn.weight.scale;

import ai.djl.ndarray.NDArray;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.LayerTensors;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The features of units and edges before the first round:
 *
 * <pre>
 * inputs    a + p_i              one position p for each input
 * hidden    b_v (a * p_l)        one for each hidden layer
 * outputs   b_v a + p_o          one for each output
 * edges     w_uv (c * q)         one position q for each input, for each layer between hidden
 *                                ones, and for each output
 * </pre>
 *
 * A product keeps the sign that b_v and w_uv have; a sum does not, which is right for inputs and
 * outputs.
 */
final class FirstFeatures {
  private final MlpShape shape;
  private final int width;
  private final Parameter unit;
  private final Parameter edge;
  private final Map<Integer, Parameter> unitPositions = new TreeMap<>();
  private final Map<Integer, Parameter> edgePositions = new TreeMap<>();
  private final SortedSet<Integer> edges;

  /**
   * @param nodes layers of nodes that are needed
   * @param edges layers of edges that are needed
   */
  FirstFeatures(
      ModelParameters plan,
      ScaleGmnConfig config,
      MlpShape shape,
      SortedSet<Integer> nodes,
      SortedSet<Integer> edges) {
    this.shape = shape;
    this.width = config.width();
    this.edges = edges;
    this.unit = plan.parameter("first.unit", new Init.Uniform(1), width);
    this.edge = plan.parameter("first.edge", new Init.Uniform(1), width);
    Init normal = new Init.Normal(1);
    for (int l : nodes) {
      int types = l == 0 ? shape.inputs() : l == shape.layers() ? shape.outputs() : 1;
      unitPositions.put(
          l, plan.parameter("first.unit_position%d".formatted(l), normal, types, width));
    }
    for (int l : edges) {
      if (config.edgePositions()) {
        int types = l == 0 ? shape.inputs() : l == shape.depth() ? shape.outputs() : 1;
        edgePositions.put(
            l, plan.parameter("first.edge_position%d".formatted(l), normal, types, width));
      }
    }
  }

  NetworkFeatures of(Pass pass, LayerTensors layers) {
    SortedMap<Integer, Features> nodes = new TreeMap<>();
    unitPositions.forEach((l, position) -> nodes.put(l, units(pass, layers, l, pass.of(position))));
    SortedMap<Integer, Features> between = new TreeMap<>();
    for (int l : edges) {
      NDArray vectors = pass.of(edge).reshape(1, 1, 1, width);
      if (edgePositions.containsKey(l)) {
        NDArray position = pass.of(edgePositions.get(l));
        // An edge from an input has that input's position, one to an output that output's.
        long types = position.size(0);
        vectors =
            vectors.mul(
                l == 0
                    ? position.reshape(1, types, 1, width)
                    : position.reshape(1, 1, types, width));
      }
      between.put(l, new Features(layers.weights().get(l).expandDims(3), vectors));
    }
    return new NetworkFeatures(layers.batch(), nodes, between);
  }

  private Features units(Pass pass, LayerTensors layers, int nodes, NDArray position) {
    NDArray vector = pass.of(unit).reshape(1, 1, width);
    NDArray own = position.expandDims(0);
    if (nodes == 0) {
      return Features.of(vector.add(own));
    }
    NDArray bias = layers.biases().get(nodes - 1).expandDims(2);
    return nodes == shape.layers()
        ? Features.of(bias.mul(vector).add(own))
        : new Features(bias, vector.mul(own));
  }
}
