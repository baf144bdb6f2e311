package io.anchorage.jobs.experiment;

import java.util.HashSet;
import java.util.List;

/**
 * The size at which an experiment runs.
 *
 * @param train maximum number of images of each training split, drawn balanced over the classes; 0
 *     for all
 * @param test maximum number of images of each test split, drawn balanced over the classes; 0 for
 *     all
 * @param seeds seeds of the trainings; each classifier is trained once with each
 * @param recipe overrides of all recipes, each {@code a.b=c}
 * @param training overrides of all training configs, each {@code a.b=c}
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
      throw new IllegalArgumentException("seeds must be one or more different numbers: " + seeds);
    }
  }

  static SizeConfig defaults() {
    return new SizeConfig(0, 0, List.of(0L), List.of(), List.of());
  }
}
