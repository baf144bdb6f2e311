package io.anchorage.jobs.experiment;

import java.util.List;

/**
 * A classifier, trained once with each seed of the size.
 *
 * @param name the name that cells refer to
 * @param fits name of the field table that it learns from
 * @param set overrides of the training config, each {@code a.b=c}
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
