package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.AffineMap;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Silu;
import java.util.ArrayList;
import java.util.List;

/** New features of edges: {@code e_uv becomes V silu(E e_uv + e + S x_u + s + T x_v + t) + v}. */
final class EdgeStep {
  private final Linear edge;
  private final Linear source;
  private final Linear target;
  private final Linear out;

  EdgeStep(ModelParameters plan, String name, int width) {
    this.edge = Linear.of(plan, name + ".edge", width, width);
    this.source = Linear.of(plan, name + ".source", width, width);
    this.target = Linear.of(plan, name + ".target", width, width);
    this.out = Linear.of(plan, name + ".out", width, width);
  }

  /** The first map of the features of edges, E e + e. */
  AffineMap start(Pass pass) {
    return edge.map(pass);
  }

  /**
   * New features of all edges.
   *
   * @param edges what {@link #start} makes of their features
   * @param layers features of nodes, by layer
   */
  BothWays<EdgeFeatures> all(Pass pass, BothWays<NDArray> edges, List<NDArray> layers) {
    List<EdgeFeatures> up = new ArrayList<>();
    List<EdgeFeatures> down = new ArrayList<>();
    for (int l = 0; l + 1 < layers.size(); l++) {
      NDArray lower = layers.get(l);
      NDArray upper = layers.get(l + 1);
      up.add(upwards(pass, edges.up().get(l), lower, upper));
      NDArray ends =
          target.apply(pass, lower).expandDims(2).add(source.apply(pass, upper).expandDims(1));
      down.add(step(pass, edges.down().get(l), ends));
    }
    return new BothWays<>(up, down);
  }

  /** Edges from the lower to the upper of two layers. */
  EdgeFeatures upwards(Pass pass, NDArray edges, NDArray lower, NDArray upper) {
    NDArray ends =
        source.apply(pass, lower).expandDims(2).add(target.apply(pass, upper).expandDims(1));
    return step(pass, edges, ends);
  }

  private EdgeFeatures step(Pass pass, NDArray edges, NDArray ends) {
    NDArray hidden = Silu.of(pass, edges.add(ends));
    return new EdgeFeatures(hidden, out.map(pass));
  }
}
