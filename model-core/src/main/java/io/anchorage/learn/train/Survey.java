package io.anchorage.learn.train;

import io.anchorage.UserException;
import io.anchorage.cloud.FeatureStatistics;
import io.anchorage.cloud.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * A first pass over a dataset: what it holds, and the statistics of the training split alone.
 *
 * @param dim length of a feature vector
 * @param training number of training samples
 * @param validation number of validation samples
 * @param splitDigest of the ids on either side, to detect a different dataset; independent of order
 * @param statistics of the training split
 */
record Survey(
    int dim, long training, long validation, String splitDigest, FeatureStatistics statistics) {
  /**
   * Makes one pass over a dataset.
   *
   * @throws UserException of kind INPUT if a class is missing from the training split, or samples
   *     differ in length
   */
  static Survey of(SampleSource source, Split split) {
    FeatureStatistics.Sums sums = new FeatureStatistics.Sums();
    long[] counts = new long[source.classes().size()];
    long validation = 0;
    long digest = 0;
    try (SampleSource.Stream samples = source.inOrder()) {
      while (samples.hasNext()) {
        Sample sample = samples.next();
        checkClasses(sample, source.classes());
        boolean validates = split.validates(sample);
        long key = split.key(sample.key());
        digest += validates ? Long.rotateLeft(key, 7) * 3 : key;
        if (validates) {
          validation++;
        } else {
          counts[sample.label().label()]++;
          add(sums, sample);
        }
      }
    }
    checkCounts(counts, source.classes());
    FeatureStatistics statistics = sums.finish();
    long training = Arrays.stream(counts).sum();
    return new Survey(statistics.dim(), training, validation, Long.toHexString(digest), statistics);
  }

  private static void checkClasses(Sample sample, List<String> classes) {
    if (sample.label().classes() != classes.size()) {
      throw new UserException(
          UserException.Kind.INPUT,
          "Sample %s is labelled with one of %d classes, but the dataset has %d; read it again with the"
                  .formatted(sample.key(), sample.label().classes(), classes.size())
              + " dataset's classes");
    }
  }

  private static void add(FeatureStatistics.Sums sums, Sample sample) {
    try {
      sums.add(sample.view());
    } catch (IllegalArgumentException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "%s, found at %s; train on fields of one recipe".formatted(e.getMessage(), sample.key()),
          e);
    }
  }

  private static void checkCounts(long[] counts, List<String> classes) {
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 0) {
        throw new UserException(
            UserException.Kind.INPUT,
            "Class %d (%s) has no sample in the training split; add some, remove the class, or"
                    .formatted(c, classes.get(c))
                + " choose another seed or a smaller validation share");
      }
    }
  }
}
