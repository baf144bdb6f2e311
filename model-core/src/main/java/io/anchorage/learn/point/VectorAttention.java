package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.BatchNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;

/**
 * Attention with a weight for each channel (H. Zhao et al., 2021, equation 3): for point i and
 * neighbour j {@code d = lin(relu(BN(lin(p_j - p_i))))}, {@code r = key_j - query_i + d}, {@code w
 * = softmax_j(lin(relu(BN(lin(relu(BN(r)))))))}, {@code y_i = sum_j w (value_j + d)}, where
 * channels share the weights of w in groups.
 */
final class VectorAttention {
  private static final double NO_NEIGHBOUR = -1e9;

  private final int channels;
  private final int weights;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear placeIn;
  private final BatchNorm placeNorm;
  private final Linear placeOut;
  private final BatchNorm relationNorm;
  private final Linear weightIn;
  private final BatchNorm weightNorm;
  private final Linear weightOut;

  VectorAttention(ModelParameters plan, String name, int channels, int shares) {
    this.channels = channels;
    this.weights = channels / shares;
    this.query = Linear.of(plan, name + ".query", channels, channels);
    this.key = Linear.of(plan, name + ".key", channels, channels);
    this.value = Linear.of(plan, name + ".value", channels, channels);
    this.placeIn = Linear.of(plan, name + ".place.0", 2, 2);
    this.placeNorm = BatchNorm.usual(plan, name + ".place.norm", 2);
    this.placeOut = Linear.of(plan, name + ".place.1", 2, channels);
    this.relationNorm = BatchNorm.usual(plan, name + ".weight.norm0", channels);
    this.weightIn = Linear.of(plan, name + ".weight.0", channels, weights);
    this.weightNorm = BatchNorm.usual(plan, name + ".weight.norm1", weights);
    this.weightOut = Linear.of(plan, name + ".weight.1", weights, weights);
  }

  /**
   * Applies attention.
   *
   * @param x [points, channels]
   * @return [points, channels]
   */
  NDArray apply(Pass pass, NDArray x, Pairs pairs) {
    NDArray place = relu(placeNorm.apply(pass, placeIn.apply(pass, pairs.offsets(pass))));
    NDArray offset = placeOut.apply(pass, place);
    NDArray relation =
        pairs
            .asked(pass, key.apply(pass, x))
            .sub(pairs.asking(pass, query.apply(pass, x)))
            .add(offset);
    NDArray narrow = weightIn.apply(pass, relu(relationNorm.apply(pass, relation)));
    NDArray score = weightOut.apply(pass, relu(weightNorm.apply(pass, narrow)));
    NDArray weight = pairs.byPoint(pass, score, NO_NEIGHBOUR).softmax(1);
    NDArray told = pairs.byPoint(pass, pairs.asked(pass, value.apply(pass, x)).add(offset), 0);
    long points = weight.size(0);
    long width = weight.size(1);
    NDArray grouped = told.reshape(points, width, channels / weights, weights);
    return grouped
        .mul(weight.reshape(points, width, 1, weights))
        .sum(new int[] {1})
        .reshape(points, channels);
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }
}
