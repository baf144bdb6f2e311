package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.AffineMap;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.List;

/**
 * Principal neighbourhood aggregation (G. Corso et al.: Principal Neighbourhood Aggregation for
 * Graph Nets, 2020) with messages that edges modulate:
 *
 * <pre>
 * [a, c]_uv = E e_uv
 * m_uv      = a_uv P [x_v, x_u] + c_uv
 * r_v       = [mean, min, max, std]_u m_uv
 * x_v       becomes O Q [x_v, r_v, log(deg_v + 1) / delta r_v]
 * </pre>
 *
 * delta is the mean of log(deg + 1) over the units by the edges that lead to them, as in the
 * published code, although messages go both ways.
 */
final class Aggregation {
  private final int width;
  private final double delta;
  private final Linear edges;
  private final Linear pair;
  private final Linear joint;
  private final Linear out;

  Aggregation(ModelParameters plan, String name, MlpShape shape, int width) {
    this.width = width;
    this.edges = Linear.of(plan, name + ".edges", width, 2 * width);
    this.pair = Linear.of(plan, name + ".pair", 2 * width, width);
    this.joint = Linear.of(plan, name + ".joint", 9 * width, width);
    this.out = Linear.of(plan, name + ".out", width, width);
    double logs = 0;
    int units = shape.inputs();
    for (int l = 0; l < shape.layers(); l++) {
      logs += shape.fanOut(l) * Math.log(shape.fanIn(l) + 1.0);
      units += shape.fanOut(l);
    }
    this.delta = logs / units;
  }

  /**
   * New features of all nodes.
   *
   * @param layers features of the nodes, by layer, [networks, units, channels]
   * @param modulations a and c of the edges, side by side
   * @return [networks, nodes, channels]
   */
  NDArray all(Pass pass, List<NDArray> layers, BothWays<NDArray> modulations) {
    NDList received = new NDList();
    int last = layers.size() - 1;
    for (int l = 0; l <= last; l++) {
      Pooled pooled = null;
      if (l > 0) {
        pooled = upwards(pass, layers.get(l - 1), layers.get(l), modulations.up().get(l - 1));
      }
      if (l < last) {
        Pooled down = downwards(pass, layers.get(l), layers.get(l + 1), modulations.down().get(l));
        pooled = pooled == null ? down : pooled.with(down);
      }
      received.add(scaled(pass, pooled));
    }
    return update(pass, NDArrays.concat(new NDList(layers), 1), NDArrays.concat(received, 1));
  }

  /** The map from the features of edges to a and c, side by side. */
  AffineMap modulation(Pass pass) {
    return edges.map(pass);
  }

  /** New features of the outputs alone, [networks, outputs, channels]. */
  NDArray outputs(Pass pass, NDArray hidden, NDArray outputs, NDArray modulation) {
    return update(pass, outputs, scaled(pass, upwards(pass, hidden, outputs, modulation)));
  }

  /** What the upper of two layers receives from the lower one. */
  private Pooled upwards(Pass pass, NDArray lower, NDArray upper, NDArray modulation) {
    List<AffineMap> ends = pair.map(pass).ofInputs(width);
    NDArray own = ends.get(0).apply(upper).expandDims(1);
    NDArray told = ends.get(1).apply(lower).expandDims(2);
    return Pooled.of(modulated(told.add(own), modulation), 1);
  }

  /** What the lower of two layers receives from the upper one. */
  private Pooled downwards(Pass pass, NDArray lower, NDArray upper, NDArray modulation) {
    List<AffineMap> ends = pair.map(pass).ofInputs(width);
    NDArray own = ends.get(0).apply(lower).expandDims(2);
    NDArray told = ends.get(1).apply(upper).expandDims(1);
    return Pooled.of(modulated(told.add(own), modulation), 2);
  }

  private static NDArray modulated(NDArray told, NDArray modulation) {
    NDList parts = modulation.split(2, 3);
    return parts.get(0).mul(told).add(parts.get(1));
  }

  /** {@code [r, log(deg + 1) / delta r]}. */
  private NDArray scaled(Pass pass, Pooled pooled) {
    NDArray aggregates = pooled.aggregates(pass);
    double amplification = Math.log(pooled.degree() + 1.0) / delta;
    return NDArrays.concat(new NDList(aggregates, pass.scaled(aggregates, amplification)), 2);
  }

  private NDArray update(Pass pass, NDArray x, NDArray received) {
    AffineMap map = out.map(pass).after(joint.map(pass));
    return map.apply(NDArrays.concat(new NDList(x, received), 2));
  }
}
