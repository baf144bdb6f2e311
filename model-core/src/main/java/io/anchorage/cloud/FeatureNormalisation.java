package io.anchorage.cloud;

/**
 * How features are standardised before a classifier sees them: the three ways that the ARC thesis
 * compares (table 10), and one for the parameters of networks.
 */
public enum FeatureNormalisation {
  /** Unchanged. */
  NONE,
  /** One mean and one standard deviation for all dimensions. */
  WHOLE,
  /** A mean and a standard deviation for each dimension. */
  PER_DIM,
  /**
   * A mean and a standard deviation for each weight matrix and each bias vector of a network, so
   * that its units stay exchangeable.
   */
  PER_LAYER;

  /** Whether it is defined for the parameters of networks alone. */
  public boolean needsNetwork() {
    return this == PER_LAYER;
  }

  /**
   * What is done to each view, {@code (x - mean) / std}. With PER_DIM and PER_LAYER, features that
   * are constant in the training split become 0 in every split, since nothing can be learnt from
   * them.
   *
   * @param statistics of the training split
   * @param shape of the views; with a network if {@link #needsNetwork}
   */
  public Standardisation by(FeatureStatistics statistics, ViewShape shape) {
    return switch (this) {
      case NONE -> Standardisation.none();
      case WHOLE -> Standardisation.whole(statistics);
      case PER_DIM -> Standardisation.perDim(statistics);
      case PER_LAYER -> Standardisation.perLayer(statistics, shape.network().orElseThrow());
    };
  }
}
