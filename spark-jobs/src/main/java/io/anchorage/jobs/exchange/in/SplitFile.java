package io.anchorage.jobs.exchange.in;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.rows.FieldKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A JSON file that says which files belong to which split: {@code {"train": {"path": [...],
 * "label": [...]}, ...}} or {@code {"train": [...], ...}}. Paths are understood as those of the
 * files are, from their end. Each task reads it once.
 */
final class SplitFile implements Serializable {
  private static final long serialVersionUID = 1;

  private final String location;
  private transient Map<FieldKey, String> splits;

  SplitFile(String location) {
    this.location = location;
  }

  String location() {
    return location;
  }

  synchronized Map<FieldKey, String> splits(HadoopFiles files, StateDictFields reader)
      throws IOException {
    if (splits == null) {
      JsonNode tree;
      try (InputStream in = files.open(location)) {
        tree = Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (JsonProcessingException e) {
        throw new IOException(location + " is no JSON", e);
      }
      Map<FieldKey, String> read = new HashMap<>();
      for (Map.Entry<String, JsonNode> split : tree.properties()) {
        String name = Splits.named(split.getKey());
        JsonNode paths =
            split.getValue().isArray() ? split.getValue() : split.getValue().path("path");
        if (name == null || !paths.isArray()) {
          throw new IOException(
              "%s has %s where train, val or test with a list of paths belongs"
                  .formatted(location, split.getKey()));
        }
        for (JsonNode path : paths) {
          reader.key(path.asText()).ifPresent(key -> read.put(key, name));
        }
      }
      splits = read;
    }
    return splits;
  }
}
