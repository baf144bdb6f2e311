package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.net.Pass;

/**
 * Sums over the messages that the units of a layer receive, from the layer below, the layer above,
 * or both; from them follow the four aggregates of principal neighbourhood aggregation.
 *
 * @param sum of messages, [networks, units, channels]
 * @param squares sum of squares
 * @param least in each channel
 * @param most in each channel
 * @param degree number of messages that a unit receives
 */
record Pooled(NDArray sum, NDArray squares, NDArray least, NDArray most, long degree) {
  /** The smallest variance; at or below it, the deviation is 0. */
  private static final float FLOOR = 1e-5f;

  /**
   * Messages from one layer.
   *
   * @param messages [networks, from, to, channels], from lower to upper layer
   * @param axis along which the senders lie: 1 or 2
   */
  static Pooled of(NDArray messages, int axis) {
    int[] senders = {axis};
    return new Pooled(
        messages.sum(senders),
        messages.mul(messages).sum(senders),
        messages.min(senders),
        messages.max(senders),
        messages.size(axis));
  }

  /** Together with the messages from another layer. */
  Pooled with(Pooled other) {
    return new Pooled(
        sum.add(other.sum),
        squares.add(other.squares),
        least.minimum(other.least),
        most.maximum(other.most),
        degree + other.degree);
  }

  /** Mean, least, most and standard deviation, [networks, units, 4 channels]. */
  NDArray aggregates(Pass pass) {
    NDArray mean = pass.scaled(sum, 1.0 / degree);
    NDArray variance = pass.scaled(squares, 1.0 / degree).sub(mean.mul(mean));
    NDArray above = variance.sub(FLOOR).getNDArrayInternal().relu();
    NDArray std = above.add(FLOOR).sqrt().mul(above.stopGradient().sign());
    return NDArrays.concat(new NDList(mean, least, most, std), 2);
  }
}
