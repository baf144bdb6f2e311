package io.anchorage.learn.train;

import io.anchorage.UserException;
import io.anchorage.cloud.FeatureStatistics;
import io.anchorage.cloud.LabelledCloud;
import java.util.Arrays;
import java.util.List;

/**
 * A first look at a dataset: what it holds, and the statistics of the training split only.
 *
 * @param dim features of a point
 * @param training clouds to train on
 * @param validation clouds to validate on
 * @param splitDigest of the ids on either side, to notice another dataset; does not depend on order
 * @param statistics of the training split
 */
record Survey(
    int dim, long training, long validation, String splitDigest, FeatureStatistics statistics) {
  /**
   * Goes through a dataset once.
   *
   * @throws UserException of kind INPUT if a class is missing from the training split, or clouds
   *     are of two dimensions
   */
  static Survey of(CloudSource source, Split split) {
    FeatureStatistics.Sums sums = new FeatureStatistics.Sums();
    long[] counts = new long[source.classes().size()];
    long validation = 0;
    long digest = 0;
    try (CloudSource.Stream clouds = source.inOrder()) {
      while (clouds.hasNext()) {
        LabelledCloud cloud = clouds.next();
        checkClasses(cloud, source.classes());
        boolean validates = split.validates(cloud);
        long key = split.key(cloud.key());
        digest += validates ? Long.rotateLeft(key, 7) * 3 : key;
        if (validates) {
          validation++;
        } else {
          counts[cloud.label().label()]++;
          add(sums, cloud);
        }
      }
    }
    checkCounts(counts, source.classes());
    FeatureStatistics statistics = sums.finish();
    long training = Arrays.stream(counts).sum();
    return new Survey(statistics.dim(), training, validation, Long.toHexString(digest), statistics);
  }

  private static void checkClasses(LabelledCloud cloud, List<String> classes) {
    if (cloud.label().classes() != classes.size()) {
      throw new UserException(
          UserException.Kind.INPUT,
          "Cloud %s is labelled among %d classes, the dataset has %d; read it again with the"
                  .formatted(cloud.key(), cloud.label().classes(), classes.size())
              + " dataset's classes");
    }
  }

  private static void add(FeatureStatistics.Sums sums, LabelledCloud cloud) {
    try {
      sums.add(cloud.cloud());
    } catch (IllegalArgumentException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "%s, found at cloud %s; train on clouds of one recipe"
              .formatted(e.getMessage(), cloud.key()),
          e);
    }
  }

  private static void checkCounts(long[] counts, List<String> classes) {
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 0) {
        throw new UserException(
            UserException.Kind.INPUT,
            "Class %d (%s) has no cloud in the training split; add some, leave the class out, or"
                    .formatted(c, classes.get(c))
                + " choose another seed or a smaller validation share");
      }
    }
  }
}
