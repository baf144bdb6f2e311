package io.anchorage.jobs.experiment;

import java.util.List;

/**
 * A field table.
 *
 * @param name the name that classifiers and cells refer to
 * @param dataset name of the dataset that it is made from
 * @param decoder name of the fit whose shared decoder it takes; empty to learn its own
 * @param aligned name of the fit whose fields these are, with their hidden units aligned to one
 *     random network; empty to fit images
 * @param splits the splits to fit
 * @param train maximum number of training images, drawn balanced over the classes; 0 for the size's
 * @param test maximum number of test images, drawn balanced over the classes; 0 for the size's
 * @param set overrides of the recipe, each {@code a.b=c}
 * @param small further overrides, at small scale only
 */
record FitConfig(
    String name,
    String dataset,
    String decoder,
    String aligned,
    Splits splits,
    int train,
    int test,
    List<String> set,
    List<String> small) {
  /** The splits that a fit covers. */
  enum Splits {
    ALL,
    TRAIN,
    TEST
  }

  FitConfig {
    ExperimentNames.require(name);
    set = List.copyOf(set);
    small = List.copyOf(small);
    if (train < 0) {
      throw new IllegalArgumentException("train must be at least 0: " + train);
    }
    if (test < 0) {
      throw new IllegalArgumentException("test must be at least 0: " + test);
    }
    boolean own = splits != Splits.ALL || train > 0 || test > 0 || !decoder.isEmpty();
    if (!aligned.isEmpty() && (own || !set.isEmpty() || !small.isEmpty())) {
      throw new IllegalArgumentException(
          "aligned takes the whole fit that it names, without decoder, splits, train, test, set or"
              + " small: "
              + aligned);
    }
  }

  static FitConfig defaults() {
    return new FitConfig(null, null, "", "", Splits.ALL, 0, 0, List.of(), List.of());
  }
}
