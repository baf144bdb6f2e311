package io.anchorage.jobs.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A tree of settings as a list of keys and values. */
public final class Flattened {
  private Flattened() {}

  /** Returns a tree's values by their keys, such as {@code fit.stop.steps}. */
  public static Map<String, String> keys(JsonNode tree) {
    Map<String, String> keys = new LinkedHashMap<>();
    flatten("", tree, keys);
    return keys;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue(),
                      into));
    } else if (!path.isEmpty()) {
      into.put(path, node.isTextual() ? node.textValue() : node.toString());
    }
  }
}
