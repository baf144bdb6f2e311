package io.anchorage.jobs.experiment;

import java.util.List;

/**
 * A field table.
 *
 * @param name what classifiers and cells call it
 * @param dataset its images
 * @param decoder name of the fit whose shared decoder it takes; empty to learn its own
 * @param splits that are fitted
 * @param train images of the training split, drawn by class; 0 for the size's
 * @param test images of the test split, drawn by class; 0 for the size's
 * @param set changes of the recipe, each {@code a.b=c}
 * @param small more of them at small scale
 */
record FitConfig(
    String name,
    String dataset,
    String decoder,
    Splits splits,
    int train,
    int test,
    List<String> set,
    List<String> small) {
  /** Which splits. */
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
  }

  static FitConfig defaults() {
    return new FitConfig(null, null, "", Splits.ALL, 0, 0, List.of(), List.of());
  }
}
