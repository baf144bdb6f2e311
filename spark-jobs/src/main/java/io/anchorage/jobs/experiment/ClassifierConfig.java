package io.anchorage.jobs.experiment;

import java.util.List;

/**
 * A classifier, trained with each seed of the size.
 *
 * @param name what cells call it
 * @param fits the field table that it learns from
 * @param set changes of the training, each {@code a.b=c}
 */
record ClassifierConfig(String name, String fits, List<String> set) {
  ClassifierConfig {
    ExperimentNames.require(name);
    set = List.copyOf(set);
  }

  static ClassifierConfig defaults() {
    return new ClassifierConfig(null, null, List.of());
  }
}
