package io.anchorage.cloud;

import io.anchorage.kernel.MlpShape;
import java.util.Arrays;

/**
 * Standardises features, {@code (x - mean) / std}, with a mean and a deviation for each dimension.
 * Made by {@link FeatureNormalisation#by}.
 */
public final class Standardisation {
  private static final Standardisation NONE = new Standardisation(null, null);

  private final float[] means;
  private final float[] stds;

  private Standardisation(float[] means, float[] stds) {
    this.means = means;
    this.stds = stds;
  }

  /** Leaves features as they are. */
  static Standardisation none() {
    return NONE;
  }

  /** One mean and one deviation for all dimensions. */
  static Standardisation whole(FeatureStatistics statistics) {
    Standardisation same = ofSize(statistics.dim());
    Arrays.fill(same.means, statistics.mean());
    Arrays.fill(same.stds, statistics.std());
    return same;
  }

  /** Each dimension its own; a constant one becomes 0, since nothing can be learnt from it. */
  static Standardisation perDim(FeatureStatistics statistics) {
    Standardisation own = ofSize(statistics.dim());
    for (int d = 0; d < own.means.length; d++) {
      own.means[d] = statistics.means().get(d);
      own.stds[d] = orConstant(statistics.stds().get(d));
    }
    return own;
  }

  /** Each weight matrix and each bias vector of a network its own. */
  static Standardisation perLayer(FeatureStatistics statistics, MlpShape network) {
    Standardisation own = ofSize(statistics.dim());
    for (int layer = 0; layer < network.layers(); layer++) {
      int biases = network.biases(layer);
      own.pool(statistics, network.weights(layer), biases);
      own.pool(statistics, biases, biases + network.fanOut(layer));
    }
    return own;
  }

  private static Standardisation ofSize(int dim) {
    return new Standardisation(new float[dim], new float[dim]);
  }

  /** The mean and deviation of all numbers of the dimensions {@code from .. to - 1}. */
  private void pool(FeatureStatistics statistics, int from, int to) {
    double mean = 0;
    for (int d = from; d < to; d++) {
      mean += statistics.means().get(d);
    }
    mean /= to - from;
    double variance = 0;
    for (int d = from; d < to; d++) {
      double std = statistics.stds().get(d);
      double shift = statistics.means().get(d) - mean;
      variance += std * std + shift * shift;
    }
    float std = orConstant((float) Math.sqrt(variance / (to - from)));
    Arrays.fill(means, from, to, (float) mean);
    Arrays.fill(stds, from, to, std);
  }

  /** Infinity for a constant, so that it becomes 0. */
  private static float orConstant(float std) {
    return std <= FeatureStatistics.FLOOR ? Float.POSITIVE_INFINITY : std;
  }

  /**
   * The view with standardised features.
   *
   * @throws IllegalArgumentException if its feature vectors have another length than the statistics
   */
  public FieldView apply(FieldView view) {
    if (means == null) {
      return view;
    }
    if (view.dim() != means.length) {
      throw new IllegalArgumentException(
          "%s has %d %s, its statistics %d"
              .formatted(view.kind().oneFirst(), view.dim(), view.kind().features(), means.length));
    }
    float[] features = view.features().clone();
    for (int i = 0; i < features.length; i++) {
      int d = i % means.length;
      features[i] = (features[i] - means[d]) / stds[d];
    }
    return view.standardised(features);
  }
}
