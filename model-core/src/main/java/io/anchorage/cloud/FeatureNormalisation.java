package io.anchorage.cloud;

/**
 * How features are standardised before a classifier sees them: the three ways that the ARC thesis
 * compares (table 10).
 */
public enum FeatureNormalisation {
  /** Unchanged. */
  NONE,
  /** One mean and one standard deviation for all dimensions. */
  WHOLE,
  /** A mean and a standard deviation for each dimension. */
  PER_DIM;

  /**
   * The view with standardised features, {@code (x - mean) / std}. With PER_DIM a feature that is
   * constant in the training split becomes 0 in every split, since nothing can be learnt from it.
   *
   * @param statistics of the training split
   */
  public FieldView apply(FieldView view, FeatureStatistics statistics) {
    if (this == NONE) {
      return view;
    }
    int dim = view.dim();
    if (dim != statistics.dim()) {
      throw new IllegalArgumentException(
          "%s has %d %s, its statistics %d"
              .formatted(view.kind().oneFirst(), dim, view.kind().features(), statistics.dim()));
    }
    float[] means = new float[dim];
    float[] stds = new float[dim];
    for (int d = 0; d < dim; d++) {
      means[d] = this == WHOLE ? statistics.mean() : statistics.means().get(d);
      stds[d] = this == WHOLE ? statistics.std() : statistics.stds().get(d);
    }
    float[] features = view.features().clone();
    for (int i = 0; i < features.length; i++) {
      int d = i % dim;
      features[i] = constant(d, statistics) ? 0 : (features[i] - means[d]) / stds[d];
    }
    return view.withFeatures(features, dim);
  }

  private boolean constant(int dimension, FeatureStatistics statistics) {
    return this == PER_DIM && statistics.stds().get(dimension) <= FeatureStatistics.FLOOR;
  }
}
