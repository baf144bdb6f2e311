package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.LayerNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;

/**
 * Relational attention (C. Diao, R. Loynd: Relational Attention: Generalizing Transformers for
 * Graph-Structured Tasks, 2023) with values that edges modulate: every node attends to all nodes,
 * with queries, keys and values that depend on the edge between the two,
 *
 * <pre>
 * q_ij = Q x_i + Q' e_ij     k_ij = K x_j + K' e_ij     v_ij = (V x_j) (G e_ij) + V' e_ij
 * a_ij = softmax over j of (q_ij . k_ij) / sqrt(d)      o_i = sum over j of a_ij v_ij
 * x_i becomes norm(x_i + dropout(L (O o_i + o) + l))
 * </pre>
 *
 * in each head; d is the width of all heads together. Values are never made for each pair: {@code
 * sum a_ij v_j (G e_ij) = sum over channels k of e of G_k sum over j of (a_ij v_j) e_ijk}, and
 * {@code sum a_ij V' e_ij = V' sum a_ij e_ij}.
 */
final class RelationalAttention {
  private final int width;
  private final int edgeWidth;
  private final int heads;
  private final Linear nodes;
  private final Linear edges;
  private final Linear out;
  private final Linear last;
  private final LayerNorm norm;

  RelationalAttention(ModelParameters plan, String name, NgTConfig config) {
    this.width = config.attentionWidth();
    this.edgeWidth = config.edgeWidth();
    this.heads = config.heads();
    this.nodes = Xavier.withoutBias(plan, name + ".nodes", config.width(), 3 * width);
    this.edges = Xavier.withoutBias(plan, name + ".edges", edgeWidth, 4 * width);
    this.out = Xavier.linear(plan, name + ".out", width, config.width());
    this.last = Xavier.linear(plan, name + ".last", config.width(), config.width());
    this.norm = new LayerNorm(plan, name + ".norm", config.width());
  }

  /**
   * Applies the layer to some nodes.
   *
   * @param asking features of those, [networks, asking, channels]
   * @param all features of all nodes, [networks, nodes, channels]
   * @param e features of edges, [networks, asking, nodes, channels]
   */
  NDArray apply(Pass pass, NDArray asking, NDArray all, NDArray e, Dropout dropout) {
    long batch = e.size(0);
    long from = e.size(1);
    long to = e.size(2);
    long each = width / heads;
    NDList ofNodes = thirds(nodes.map(pass).weight(), 3);
    NDList ofEdges = thirds(edges.map(pass).weight(), 4);
    NDArray q = linear(e, ofEdges.get(0)).addi(linear(asking, ofNodes.get(0)).expandDims(2));
    NDArray k = linear(e, ofEdges.get(1)).addi(linear(all, ofNodes.get(1)).expandDims(1));
    NDArray products = q.mul(k).reshape(batch, from, to, heads, each).sum(new int[] {4});
    NDArray a = pass.scaled(products, 1 / Math.sqrt(width)).softmax(2);

    NDArray v = linear(all, ofNodes.get(2)).reshape(batch, 1, to, heads, each);
    NDArray weighted = a.expandDims(4).mul(v).reshape(batch * from, to, width);
    NDArray rows = e.reshape(batch * from, to, edgeWidth);
    NDArray modulated =
        weighted
            .transpose(0, 2, 1)
            .matMul(rows)
            .mul(ofEdges.get(3).expandDims(0))
            .sum(new int[] {2});

    NDArray means = a.reshape(batch * from, to, heads).transpose(0, 2, 1).matMul(rows);
    NDArray maps = ofEdges.get(2).reshape(heads, each, edgeWidth).transpose(0, 2, 1);
    NDArray added = means.transpose(1, 0, 2).matMul(maps).transpose(1, 0, 2);

    NDArray o = modulated.add(added.reshape(batch * from, width)).reshape(batch, from, width);
    NDArray y = last.map(pass).after(out.map(pass)).apply(o);
    return norm.apply(pass, asking.add(dropout.apply(pass, y)));
  }

  private NDList thirds(NDArray weight, int parts) {
    long[] cuts = new long[parts - 1];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = (long) (i + 1) * width;
    }
    return weight.split(cuts, 0);
  }

  private static NDArray linear(NDArray x, NDArray weight) {
    return x.getNDArrayInternal().linear(x, weight, null).head();
  }
}
