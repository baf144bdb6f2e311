package io.anchorage.jobs.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects which class numbers and names occur together; each number should have one name. */
final class ClassNumbers {
  private final Map<Integer, Set<String>> names = new TreeMap<>();
  private final Map<String, Set<Integer>> numbers = new TreeMap<>();

  /**
   * Adds a row's class.
   *
   * @param number -1 if the row has none
   * @param name empty if the row has none
   */
  void add(int number, String name) {
    if (number >= 0 && !name.isEmpty()) {
      names.computeIfAbsent(number, key -> new TreeSet<>()).add(name);
      numbers.computeIfAbsent(name, key -> new TreeSet<>()).add(number);
    }
  }

  /**
   * Returns what is wrong, one line each.
   *
   * @param listed the manifest's class names by class number
   */
  List<String> problems(List<String> listed) {
    List<String> problems = new ArrayList<>();
    names.forEach(
        (number, all) -> {
          if (all.size() > 1) {
            problems.add("class number %d has the names %s".formatted(number, all));
          } else if (number < listed.size() && !all.contains(listed.get(number))) {
            problems.add(
                "class number %d has the name %s in its rows and %s in the manifest"
                    .formatted(number, all.iterator().next(), listed.get(number)));
          }
        });
    numbers.forEach(
        (name, all) -> {
          if (all.size() > 1 && !isListed(name, all, listed)) {
            problems.add("class %s has the numbers %s".formatted(name, all));
          }
        });
    return problems;
  }

  /** Whether the dataset itself has several classes of one name. */
  private static boolean isListed(String name, Set<Integer> numbers, List<String> listed) {
    return numbers.stream()
        .allMatch(number -> number < listed.size() && listed.get(number).equals(name));
  }
}
