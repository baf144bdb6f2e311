package io.anchorage.jobs.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The name of a recipe: SHA-256 over the canonical JSON text of {@code {"recipe": ..., "signal":
 * ...}}, that is keys sorted, no blanks. Two tables with the same hash were made by the same rules.
 */
public final class RecipeHash {
  private RecipeHash() {}

  /** The hash, hexadecimal. */
  public static String of(JsonNode recipe, JsonNode signal) {
    String text =
        "{\"recipe\":"
            + ManifestJson.canonical(recipe)
            + ",\"signal\":"
            + ManifestJson.canonical(signal)
            + "}";
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How two trees differ, one entry a leaf: {@code fit.steps is 500 there, 1000 here}. */
  static List<String> differences(String prefix, JsonNode there, JsonNode here) {
    List<String> found = new ArrayList<>();
    collect(prefix, there, here, found);
    return found;
  }

  private static void collect(String path, JsonNode there, JsonNode here, List<String> found) {
    if (there != null && here != null && there.isObject() && here.isObject()) {
      TreeSet<String> keys = new TreeSet<>();
      names(there).forEachRemaining(keys::add);
      names(here).forEachRemaining(keys::add);
      keys.forEach(key -> collect(path + "." + key, there.get(key), here.get(key), found));
    } else if (!Objects.equals(there, here)) {
      found.add("%s is %s there, %s here".formatted(path, leaf(there), leaf(here)));
    }
  }

  private static Iterator<String> names(JsonNode node) {
    return node.fieldNames();
  }

  private static String leaf(JsonNode node) {
    return node == null ? "absent" : ManifestJson.compact(node);
  }
}
