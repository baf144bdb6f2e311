package io.anchorage.cloud;

import java.util.List;

/**
 * Mean and standard deviation of the features of many views, over all numbers and for each
 * dimension. Deviations are those of the population, divided by the count, and at least {@link
 * #FLOOR}, so that a constant dimension does not become infinite.
 *
 * @param mean of all numbers
 * @param std of all numbers
 * @param means one per dimension
 * @param stds one per dimension
 */
public record FeatureStatistics(float mean, float std, List<Float> means, List<Float> stds) {
  /** The smallest deviation. */
  public static final float FLOOR = 1e-8f;

  public FeatureStatistics {
    means = List.copyOf(means);
    stds = List.copyOf(stds);
    if (means.isEmpty() || means.size() != stds.size()) {
      throw new IllegalArgumentException(
          "Statistics need a mean and a std a dimension: %d and %d"
              .formatted(means.size(), stds.size()));
    }
  }

  public int dim() {
    return means.size();
  }

  /**
   * Sums in double precision, view by view. They are of differences from the first number of each
   * dimension, so that a large mean costs no digits.
   */
  public static final class Sums {
    private long rows;
    private double[] origin;
    private double[] sums;
    private double[] squares;

    /**
     * Adds all feature vectors of a view.
     *
     * @throws IllegalArgumentException if they differ in length from those added before
     */
    public void add(FieldView view) {
      if (view.rows() == 0) {
        return;
      }
      float[] features = view.features();
      begin(features, view);
      for (int i = 0; i < features.length; i++) {
        int d = i % sums.length;
        double from = features[i] - origin[d];
        sums[d] += from;
        squares[d] += from * from;
      }
      rows += view.rows();
    }

    private void begin(float[] features, FieldView view) {
      int dim = view.dim();
      if (sums == null) {
        origin = new double[dim];
        sums = new double[dim];
        squares = new double[dim];
        for (int d = 0; d < dim; d++) {
          origin[d] = features[d];
        }
      }
      if (sums.length != dim) {
        throw new IllegalArgumentException(
            "%s of %d and %d %s in one dataset"
                .formatted(view.kind().manyFirst(), sums.length, dim, view.kind().features()));
      }
    }

    /**
     * The statistics of all views added so far.
     *
     * @throws IllegalStateException if there are none
     */
    public FeatureStatistics finish() {
      if (rows == 0) {
        throw new IllegalStateException("Statistics need at least one feature vector");
      }
      Float[] means = new Float[sums.length];
      Float[] stds = new Float[sums.length];
      double total = 0;
      for (int d = 0; d < sums.length; d++) {
        total += origin[d] + sums[d] / rows;
      }
      double mean = total / sums.length;
      double spread = 0;
      for (int d = 0; d < sums.length; d++) {
        double shift = sums[d] / rows;
        double variance = Math.max(0, squares[d] / rows - shift * shift);
        double fromMean = origin[d] + shift - mean;
        spread += variance + fromMean * fromMean;
        means[d] = (float) (origin[d] + shift);
        stds[d] = std(variance);
      }
      return new FeatureStatistics(
          (float) mean, std(spread / sums.length), List.of(means), List.of(stds));
    }

    private static float std(double variance) {
      return Math.max(FLOOR, (float) Math.sqrt(variance));
    }
  }
}
