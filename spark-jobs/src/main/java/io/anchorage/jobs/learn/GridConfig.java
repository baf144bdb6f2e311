package io.anchorage.jobs.learn;

import java.util.HashSet;
import java.util.List;

/**
 * Several trainings in one job: each variant with each seed.
 *
 * @param seeds in place of {@code train.seed}; empty for that one
 * @param variants of the config; empty for the config as it is
 */
public record GridConfig(List<Long> seeds, List<Variant> variants) {
  /**
   * Changes of the config under a name.
   *
   * @param name letters, digits, dots and hyphens; a part of the folder's name
   * @param set each {@code a.b=c}, as after {@code --set}
   */
  public record Variant(String name, List<String> set) {
    public Variant {
      set = List.copyOf(set);
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
        throw new IllegalArgumentException(
            "name must be of letters, digits, dots and hyphens: " + name);
      }
    }
  }

  public GridConfig {
    seeds = List.copyOf(seeds);
    variants = List.copyOf(variants);
    if (new HashSet<>(seeds).size() < seeds.size()) {
      throw new IllegalArgumentException("seeds must differ: " + seeds);
    }
    List<String> names = variants.stream().map(Variant::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("variants must have names of their own: " + names);
    }
  }

  public static GridConfig defaults() {
    return new GridConfig(List.of(), List.of());
  }
}
