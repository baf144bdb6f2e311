package io.anchorage.jobs.experiment;

import java.util.ArrayList;
import java.util.List;

/**
 * A classifier, trained once with each seed of the size.
 *
 * @param name the name that cells refer to
 * @param fits name of the field table that it learns from
 * @param set overrides of the training config, each {@code a.b=c}
 * @param small further overrides, at small scale only
 */
record ClassifierConfig(String name, String fits, List<String> set, List<String> small) {
  ClassifierConfig {
    ExperimentNames.require(name);
    set = List.copyOf(set);
    small = List.copyOf(small);
  }

  static ClassifierConfig defaults() {
    return new ClassifierConfig(null, null, List.of(), List.of());
  }

  /** All overrides at a scale. */
  List<String> settings(Scale scale) {
    List<String> settings = new ArrayList<>(set);
    settings.addAll(scale == Scale.SMALL ? small : List.of());
    return settings;
  }
}
