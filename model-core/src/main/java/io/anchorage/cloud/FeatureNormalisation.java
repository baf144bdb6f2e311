package io.anchorage.cloud;

/**
 * How features are standardised before a classifier sees them: the three ways that the ARC thesis
 * compares (table 10).
 */
public enum FeatureNormalisation {
  /** As they are. */
  NONE,
  /** One mean and one deviation for all dimensions. */
  WHOLE,
  /** A mean and a deviation for each dimension. */
  PER_DIM;

  /**
   * The cloud with standardised features, {@code (x - mean) / std}.
   *
   * @param statistics of the training split
   */
  public PointCloud apply(PointCloud cloud, FeatureStatistics statistics) {
    if (this == NONE) {
      return cloud;
    }
    int dim = cloud.dim();
    if (dim != statistics.dim()) {
      throw new IllegalArgumentException(
          "Cloud has %d features, its statistics %d".formatted(dim, statistics.dim()));
    }
    float[] means = new float[dim];
    float[] stds = new float[dim];
    for (int d = 0; d < dim; d++) {
      means[d] = this == WHOLE ? statistics.mean() : statistics.means().get(d);
      stds[d] = this == WHOLE ? statistics.std() : statistics.stds().get(d);
    }
    float[] features = cloud.features().clone();
    for (int i = 0; i < features.length; i++) {
      int d = i % dim;
      features[i] = (features[i] - means[d]) / stds[d];
    }
    return cloud.withFeatures(features, dim);
  }
}
