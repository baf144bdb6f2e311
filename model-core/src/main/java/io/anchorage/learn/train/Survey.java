package io.anchorage.learn.train;

import io.anchorage.UserException;
import io.anchorage.cloud.FeatureStatistics;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.ViewShape;
import java.util.Arrays;
import java.util.List;

/**
 * A first pass over a dataset: what it holds, and the statistics of the training split alone.
 *
 * @param shape of all views
 * @param training number of training samples
 * @param validation number of validation samples
 * @param splitDigest of the samples on either side, with their ids, classes and numbers, to detect
 *     a different dataset; independent of order
 * @param statistics of the training split
 */
record Survey(
    ViewShape shape,
    long training,
    long validation,
    String splitDigest,
    FeatureStatistics statistics) {
  /**
   * Makes one pass over a dataset.
   *
   * @throws UserException of kind INPUT if all samples of a class are in the validation split,
   *     nothing is left to train on, or samples differ in length. A class without any sample (the
   *     letters of EMNIST are numbered from 1) is no fault
   */
  static Survey of(SampleSource source, Split split) {
    FeatureStatistics.Sums sums = new FeatureStatistics.Sums();
    long[] counts = new long[source.classes().size()];
    long[] validating = new long[counts.length];
    long digest = 0;
    ViewShape shape = null;
    try (SampleSource.Stream samples = source.inOrder()) {
      while (samples.hasNext()) {
        Sample sample = samples.next();
        checkClasses(sample, source.classes());
        shape = shape == null ? sample.view().shape() : shape;
        checkNetwork(sample, shape);
        boolean validates = split.validates(sample);
        long key = split.key(sample.key());
        digest += mixed((validates ? Long.rotateLeft(key, 7) * 3 : key) + content(sample));
        if (validates) {
          validating[sample.label().label()]++;
        } else {
          counts[sample.label().label()]++;
          add(sums, sample);
        }
      }
    }
    checkCounts(counts, validating, source.classes());
    FeatureStatistics statistics = sums.finish();
    return new Survey(
        shape,
        Arrays.stream(counts).sum(),
        Arrays.stream(validating).sum(),
        Long.toHexString(digest),
        statistics);
  }

  /** Of a sample's class and its numbers, so that an image that was fitted again is noticed. */
  private static long content(Sample sample) {
    long numbers = sample.label().label();
    for (float value : sample.view().features()) {
      numbers = 31 * numbers + Float.floatToRawIntBits(value);
    }
    return numbers;
  }

  /** The finaliser of SplitMix64 (Steele et al. 2014): a sum of such keys hides no exchange. */
  private static long mixed(long key) {
    long z = (key ^ (key >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
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

  /** Two networks may have as many parameters and still be different ones. */
  private static void checkNetwork(Sample sample, ViewShape shape) {
    if (!sample.view().shape().network().equals(shape.network())) {
      throw new UserException(
          UserException.Kind.INPUT,
          "Sample %s is another network than the first of its dataset; train on fields of one recipe"
              .formatted(sample.key()));
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

  private static void checkCounts(long[] counts, long[] validating, List<String> classes) {
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 0 && validating[c] > 0) {
        throw new UserException(
            UserException.Kind.INPUT,
            "Class %d (%s) has no sample in the training split; add some, remove the class, or"
                    .formatted(c, classes.get(c))
                + " choose another seed or a smaller validation share");
      }
    }
    if (Arrays.stream(counts).sum() == 0) {
      throw new UserException(
          UserException.Kind.INPUT, "There is no sample to learn from; give some that have labels");
    }
  }
}
