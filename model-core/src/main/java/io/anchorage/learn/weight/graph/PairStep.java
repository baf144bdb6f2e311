package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.AffineMap;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.LayerNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.List;

/**
 * New features of the edges between all pairs of nodes,
 *
 * <pre>
 * e_ij becomes norm(e_ij + dropout(V gelu(E [e_ij, e_ji] + e + S x_i + s + T x_j + t) + v))
 * </pre>
 *
 * followed by an MLP of each edge.
 */
final class PairStep {
  private final int width;
  private final Linear both;
  private final Linear source;
  private final Linear target;
  private final Linear out;
  private final LayerNorm norm;
  private final ResidualMlp mlp;

  PairStep(ModelParameters plan, String name, NgTConfig config) {
    this.width = config.edgeWidth();
    int hidden = 2 * width;
    this.both = Xavier.linear(plan, name + ".both", 2 * width, hidden);
    this.source = Xavier.linear(plan, name + ".source", config.width(), hidden);
    this.target = Xavier.linear(plan, name + ".target", config.width(), hidden);
    this.out = Xavier.linear(plan, name + ".out", hidden, width);
    this.norm = new LayerNorm(plan, name + ".norm", width);
    this.mlp = new ResidualMlp(plan, name + ".mlp", width);
  }

  /**
   * Updates the edges from some nodes to all.
   *
   * @param from features of those nodes, [networks, from, channels]
   * @param all features of all nodes, [networks, nodes, channels]
   * @param e [networks, from, nodes, channels]
   * @param back the opposite edges, [networks, nodes, from, channels]
   */
  NDArray apply(Pass pass, NDArray from, NDArray all, NDArray e, NDArray back, Dropout dropout) {
    List<AffineMap> halves = both.map(pass).ofInputs(width);
    NDArray z =
        halves
            .get(0)
            .apply(e)
            .addi(halves.get(1).apply(back).transpose(0, 2, 1, 3))
            .addi(source.apply(pass, from).expandDims(2))
            .addi(target.apply(pass, all).expandDims(1));
    NDArray y = out.apply(pass, z.getNDArrayInternal().gelu());
    return mlp.apply(pass, norm.apply(pass, e.add(dropout.apply(pass, y))), dropout);
  }
}
