package io.anchorage.learn.weight.dws;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;

/**
 * The set attention block (J. Lee et al.: Set transformer, 2019), without its normalisation:
 *
 * <pre>
 * Q, K, V = x W^T + b, each of the full width b, cut into heads
 * O       = Q + softmax(Q K^T / sqrt(b)) V       in each head
 * y       = O + relu(O W_o^T + b_o)              of all heads together
 * </pre>
 *
 * The published code divides by the root of the full width, not of a head's.
 */
final class SetAttention implements UnitMap {
  private final Linear projections;
  private final Linear out;
  private final int heads;
  private final int width;

  SetAttention(ModelParameters plan, String name, int inputs, int outputs, int heads) {
    this.projections = UnitMap.linear(plan, name + ".qkv", inputs, outputs, 3);
    this.out = UnitMap.linear(plan, name + ".out", outputs, outputs, 1);
    this.heads = heads;
    this.width = outputs;
  }

  @Override
  public NDArray apply(Pass pass, NDArray x, double factor) {
    long batch = x.size(0);
    long units = x.size(1);
    int own = width / heads;
    NDList qkv =
        projections
            .apply(pass, x)
            .reshape(batch, units, 3, heads, own)
            .transpose(2, 0, 3, 1, 4)
            .reshape(3, batch * heads, units, own)
            .split(3);
    NDArray q = qkv.get(0).squeeze(0);
    NDArray k = pass.scaled(qkv.get(1).squeeze(0), 1 / Math.sqrt(width));
    NDArray v = qkv.get(2).squeeze(0);
    NDArray seen = q.matMul(k.transpose(0, 2, 1)).softmax(-1).matMul(v).add(q);
    NDArray o =
        seen.reshape(batch, heads, units, own).transpose(0, 2, 1, 3).reshape(batch, units, width);
    NDArray y = o.add(out.apply(pass, o).getNDArrayInternal().relu());
    return pass.scaled(y, factor);
  }
}
