package io.anchorage.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param quick whether to take a quick look only
 * @param workloads names, in table order
 * @param without engines to leave out
 */
record BenchOptions(boolean quick, List<String> workloads, Set<String> without) {
  private static final List<String> OPTIONAL_ENGINES = List.of("scalar", "djl", "torch");

  /**
   * Parses {@code [quick|full] [WORKLOAD ...] [--without ENGINE,...]}.
   *
   * @param known the names of all workloads
   * @throws IllegalArgumentException with a one-line message for the user
   */
  static BenchOptions parse(List<String> arguments, List<String> known) {
    boolean quick = false;
    Set<String> chosen = new LinkedHashSet<>();
    Set<String> without = new LinkedHashSet<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("quick") || argument.equals("full")) {
        quick = argument.equals("quick");
      } else if (argument.equals("--without")) {
        i++;
        without.addAll(engines(i < arguments.size() ? arguments.get(i) : ""));
      } else {
        chosen.add(oneOf(known, "a workload or quick, full, --without", argument));
      }
    }
    List<String> workloads = new ArrayList<>(known);
    if (!chosen.isEmpty()) {
      workloads.retainAll(chosen);
    }
    return new BenchOptions(quick, List.copyOf(workloads), Set.copyOf(without));
  }

  private static List<String> engines(String list) {
    return List.of(list.split(",")).stream()
        .map(name -> oneOf(OPTIONAL_ENGINES, "an engine to leave out", name))
        .toList();
  }

  private static String oneOf(List<String> known, String what, String given) {
    if (!known.contains(given)) {
      throw new IllegalArgumentException(
          "Not %s: '%s'; there are %s".formatted(what, given, String.join(", ", known)));
    }
    return given;
  }
}
