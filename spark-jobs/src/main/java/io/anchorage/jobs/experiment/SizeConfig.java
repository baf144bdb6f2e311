package io.anchorage.jobs.experiment;

import java.util.HashSet;
import java.util.List;

/**
 * How large an experiment is run.
 *
 * @param train images of each training split at most, drawn by class; 0 for all
 * @param test images of each test split at most, drawn by class; 0 for all
 * @param seeds of the trainings
 * @param recipe changes of all recipes, each {@code a.b=c}
 * @param training changes of all trainings, each {@code a.b=c}
 */
record SizeConfig(
    int train, int test, List<Long> seeds, List<String> recipe, List<String> training) {
  SizeConfig {
    seeds = List.copyOf(seeds);
    recipe = List.copyOf(recipe);
    training = List.copyOf(training);
    if (train < 0) {
      throw new IllegalArgumentException("train must be at least 0: " + train);
    }
    if (test < 0) {
      throw new IllegalArgumentException("test must be at least 0: " + test);
    }
    if (seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()) {
      throw new IllegalArgumentException("seeds must be one or more, and differ: " + seeds);
    }
  }

  static SizeConfig defaults() {
    return new SizeConfig(0, 0, List.of(0L), List.of(), List.of());
  }
}
