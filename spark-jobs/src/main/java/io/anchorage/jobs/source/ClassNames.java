package io.anchorage.jobs.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Numbers classes by the position of their names in sorted order. Names that are all whole numbers
 * are sorted as numbers.
 */
final class ClassNames {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private ClassNames() {}

  /**
   * The class names by class number.
   *
   * @param names in any order, possibly repeated; empty names are ignored
   */
  static List<String> sorted(Collection<String> names) {
    TreeSet<String> distinct = new TreeSet<>(names);
    distinct.remove("");
    boolean numbers = distinct.stream().allMatch(name -> NUMBER.matcher(name).matches());
    return numbers
        ? distinct.stream()
            .sorted(
                Comparator.comparingLong((String name) -> Long.parseLong(name))
                    .thenComparing(Comparator.naturalOrder()))
            .toList()
        : List.copyOf(distinct);
  }
}
