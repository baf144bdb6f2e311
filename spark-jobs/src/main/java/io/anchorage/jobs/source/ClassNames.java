package io.anchorage.jobs.source;

import io.anchorage.jobs.storage.ErrorText;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Numbers classes by the position of their names in sorted order. Names that are all whole numbers
 * are sorted as numbers.
 */
public final class ClassNames {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private ClassNames() {}

  /**
   * The class names by class number.
   *
   * @param names in any order, possibly repeated; empty names are ignored
   */
  public static List<String> sorted(Collection<String> names) {
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

  /**
   * Names that people would take for one: they differ in case, in spaces at their ends, or in how
   * accents are encoded. In one line; empty if there are none.
   */
  public static Optional<String> twins(Collection<String> names) {
    Map<String, List<String>> alike =
        names.stream()
            .collect(Collectors.groupingBy(ClassNames::alike, TreeMap::new, Collectors.toList()));
    List<String> groups =
        alike.values().stream()
            .filter(group -> group.size() > 1)
            .map(group -> "'" + String.join("' and '", group) + "'")
            .toList();
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(ErrorText.shown(String.join(", ", groups)));
  }

  /** The same text for names that people would take for one. */
  public static String alike(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
  }
}
