package io.anchorage.jobs.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A known flaw of a library.
 *
 * @param id its CVE number
 * @param library group and artifact, such as {@code org.yaml:snakeyaml}
 * @param affected ranges of versions, from the first that has it to the first that does not
 * @param what in a few words
 */
record Advisory(String id, String library, List<Range> affected, String what) {

  /** Versions from one, to before another. */
  record Range(String from, String before) {
    boolean holds(String version) {
      return compare(from, version) <= 0 && compare(version, before) < 0;
    }
  }

  static Advisory of(JsonNode entry) {
    List<Range> affected = new ArrayList<>();
    entry
        .required("affected")
        .forEach(
            range -> affected.add(new Range(range.get(0).textValue(), range.get(1).textValue())));
    return new Advisory(
        entry.required("id").textValue(),
        entry.required("package").textValue(),
        affected,
        entry.required("what").textValue());
  }

  boolean concerns(Library found) {
    return library.equals(found.name())
        && affected.stream().anyMatch(range -> range.holds(found.version()));
  }

  /**
   * Compares versions by their numbers; words such as {@code Final} and {@code jre} count nothing.
   */
  static int compare(String a, String b) {
    return Arrays.compare(numbers(a), numbers(b));
  }

  private static long[] numbers(String version) {
    long[] numbers =
        Arrays.stream(version.split("[.-]", -1))
            .takeWhile(part -> part.matches("[0-9]{1,18}"))
            .mapToLong(Long::parseLong)
            .toArray();
    int length = numbers.length;
    while (length > 0 && numbers[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(numbers, length);
  }
}
