package io.anchorage.jobs.table.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.storage.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Lists the differences between two recipes, key by key. */
final class RecipeDifferences {
  private RecipeDifferences() {}

  /**
   * Returns one entry per differing value, sorted by key: {@code fit.stop.steps is 500 there, 1000
   * here}.
   */
  static List<String> between(JsonNode there, JsonNode here) {
    List<String> found = new ArrayList<>();
    collect("", there, here, found);
    return found;
  }

  private static void collect(String path, JsonNode there, JsonNode here, List<String> found) {
    if (there != null && here != null && there.isObject() && here.isObject()) {
      TreeSet<String> keys = new TreeSet<>();
      there.fieldNames().forEachRemaining(keys::add);
      here.fieldNames().forEachRemaining(keys::add);
      String prefix = path.isEmpty() ? "" : path + ".";
      keys.forEach(key -> collect(prefix + key, there.get(key), here.get(key), found));
    } else if (!Objects.equals(there, here)) {
      found.add("%s is %s there, %s here".formatted(path, leaf(there), leaf(here)));
    }
  }

  private static String leaf(JsonNode node) {
    return node == null ? "absent" : Json.compact(node);
  }
}
