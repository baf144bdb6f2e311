package io.anchorage.jobs.learn;

import java.util.HashSet;
import java.util.List;

/**
 * A grid of training runs in one job: every variant with every seed.
 *
 * @param seeds seeds that replace {@code train.seed}; empty to use {@code train.seed} itself
 * @param variants variants of the config; empty to use the config unchanged
 */
public record GridConfig(List<Long> seeds, List<Variant> variants) {
  /**
   * A named set of config overrides.
   *
   * @param name letters, digits, dots and hyphens; becomes part of the folder's name
   * @param set overrides, each of the form {@code a.b=c}, as for {@code --set}
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
