package io.anchorage.jobs.report.page;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The settings in which two results differ. */
public final class Differences {
  private Differences() {}

  /**
   * Lists the keys whose values differ.
   *
   * @param heads names of the two results
   */
  public static DomContent of(List<String> heads, Map<String, String> a, Map<String, String> b) {
    TreeSet<String> keys = new TreeSet<>(a.keySet());
    keys.addAll(b.keySet());
    List<List<String>> rows = new ArrayList<>();
    for (String key : keys) {
      if (!Objects.equals(a.get(key), b.get(key))) {
        rows.add(List.of(key, a.getOrDefault(key, "-"), b.getOrDefault(key, "-")));
      }
    }
    return rows.isEmpty()
        ? TagCreator.p("They do not differ in any key.")
        : Grid.of(List.of("key", heads.get(0), heads.get(1)), rows);
  }
}
