package io.anchorage.jobs.source;

import io.anchorage.jobs.storage.ErrorText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts of named things, in the order in which the names were first seen. */
public final class Tally {
  /** The most names that are spelt out in one line. */
  private static final int MOST_NAMES = 12;

  private final Map<String, Long> counts = new LinkedHashMap<>();

  /** Counts names in an order that is given; names that do not occur have no count. */
  public static Tally of(Collection<String> order, Stream<String> names) {
    Map<String, Long> counted =
        names.collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    Tally tally = new Tally();
    order.stream()
        .filter(counted::containsKey)
        .forEach(name -> tally.counts.put(name, counted.get(name)));
    return tally;
  }

  public void add(String name) {
    add(name, 1);
  }

  public void add(String name, long count) {
    counts.merge(name, count, Long::sum);
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** The number of different names. */
  public int names() {
    return counts.size();
  }

  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The names with their counts in one line, such as {@code cat 6, dog 6}. */
  public String words() {
    String words =
        counts.entrySet().stream()
            .limit(MOST_NAMES)
            .map(entry -> ErrorText.shown(entry.getKey()) + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return counts.size() > MOST_NAMES
        ? words + ", and " + (counts.size() - MOST_NAMES) + " more"
        : words;
  }
}
