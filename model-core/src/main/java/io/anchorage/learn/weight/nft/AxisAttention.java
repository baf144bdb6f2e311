package io.anchorage.learn.weight.nft;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.part.Part;
import io.anchorage.learn.weight.part.PartFeatures;
import io.anchorage.learn.weight.part.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention in weight space. Queries, keys and values of all parameters come from one linear layer.
 * On axis k, of d_k units, the tokens are what meets there: the rows of W_(k-1), the bias b_(k-1),
 * the columns of W_k, each with the features of all d_k units, e of each unit in a head:
 *
 * <pre>
 * y += softmax(Q K^T / sqrt(d_k e)) V      Q, K, V: [tokens, d_k e], for each axis and head
 * y += softmax(q k^T / sqrt(e)) v          q, k, v: [parts, e], the means of each part
 * </pre>
 *
 * The order of units does not change the products of two tokens, and moves their values alike.
 */
final class AxisAttention {
  private final List<Part> parts;
  private final Linear projections;
  private final int heads;
  private final int own;

  /**
   * @param parts of which all axes are sets
   */
  AxisAttention(ModelParameters plan, String name, List<Part> parts, int width, int heads) {
    this.parts = parts;
    this.projections = Linear.of(plan, name + ".qkv", width, 3 * width);
    this.heads = heads;
    this.own = width / heads;
  }

  /**
   * Applies it.
   *
   * @param features of each part, [networks, units of each axis, width]
   */
  List<NDArray> apply(Pass pass, List<NDArray> features) {
    List<NDArray> qkv = features.stream().map(x -> projections.apply(pass, x)).toList();
    List<NDArray> told = common(pass, qkv);
    int axes = parts.size() / 2 + 1;
    for (int axis = 0; axis < axes; axis++) {
      meet(pass, axis, qkv, told);
    }
    return told;
  }

  /** What the parts' means tell all elements of each part, [networks, 1 .., width]. */
  private List<NDArray> common(Pass pass, List<NDArray> qkv) {
    NDList means = new NDList();
    for (PartFeatures part : PartFeatures.all(parts, Pool.MEAN, qkv)) {
      means.add(part.on(List.of()).expandDims(1).expandDims(1));
    }
    NDList each = attended(pass, NDArrays.concat(means, 1)).split(parts.size(), 1);
    List<NDArray> told = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      told.add(parts.get(p).weight() ? each.get(p) : each.get(p).squeeze(1));
    }
    return told;
  }

  private void meet(Pass pass, int axis, List<NDArray> qkv, List<NDArray> told) {
    NDList tokens = new NDList();
    List<Integer> at = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      if (parts.get(p).axes().contains(axis)) {
        tokens.add(turned(p, axis, qkv.get(p)));
        at.add(p);
      }
    }
    long[] cuts = new long[tokens.size() - 1];
    long count = 0;
    for (int t = 0; t < cuts.length; t++) {
      count += tokens.get(t).size(1);
      cuts[t] = count;
    }
    NDArray all = attended(pass, tokens.size() == 1 ? tokens.get(0) : NDArrays.concat(tokens, 1));
    NDList each = cuts.length == 0 ? new NDList(all) : all.split(cuts, 1);
    for (int t = 0; t < at.size(); t++) {
      int p = at.get(t);
      told.set(p, told.get(p).add(turnedBack(p, axis, each.get(t))));
    }
  }

  /** A part as tokens of an axis: [networks, tokens, units of the axis, channels]. */
  private NDArray turned(int p, int axis, NDArray x) {
    Part part = parts.get(p);
    if (!part.weight()) {
      return x.expandDims(1);
    }
    return part.layer() == axis ? x.transpose(0, 2, 1, 3) : x;
  }

  private NDArray turnedBack(int p, int axis, NDArray x) {
    Part part = parts.get(p);
    if (!part.weight()) {
      return x.squeeze(1);
    }
    return part.layer() == axis ? x.transpose(0, 2, 1, 3) : x;
  }

  /**
   * Attention between tokens.
   *
   * @param tokens [networks, tokens, units, 3 width]
   * @return [networks, tokens, units, width]
   */
  private NDArray attended(Pass pass, NDArray tokens) {
    long batch = tokens.size(0);
    long count = tokens.size(1);
    long units = tokens.size(2);
    NDList qkv =
        tokens
            .reshape(batch, count, units, 3, heads, own)
            .transpose(3, 0, 4, 1, 2, 5)
            .reshape(3, batch * heads, count, units * own)
            .split(3);
    NDArray q = pass.scaled(qkv.get(0).squeeze(0), 1 / Math.sqrt((double) units * own));
    NDArray k = qkv.get(1).squeeze(0);
    NDArray v = qkv.get(2).squeeze(0);
    return q.matMul(k.transpose(0, 2, 1))
        .softmax(-1)
        .matMul(v)
        .reshape(batch, heads, count, units, own)
        .transpose(0, 2, 3, 1, 4)
        .reshape(batch, count, units, (long) heads * own);
  }
}
