package io.anchorage.jobs.source.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Hugging Face's metadata in the footer of a Parquet file says of its columns: {@code {"info":
 * {"features": {"label": {"_type": "ClassLabel", "names": [...]}}}}}. All questions have an answer
 * if there is no such metadata.
 */
record Features(JsonNode columns) {
  private static final String KEY = "huggingface";
  private static final String CLASS_LABEL = "ClassLabel";

  static Features of(Map<String, String> metadata) {
    String json = metadata.get(KEY);
    if (json == null) {
      return new Features(MissingNode.getInstance());
    }
    try {
      return new Features(
          JsonMapper.builder().build().readTree(json).path("info").path("features"));
    } catch (JsonProcessingException e) {
      return new Features(MissingNode.getInstance());
    }
  }

  boolean isClassLabel(String column) {
    return columns.path(column).path("_type").asText().equals(CLASS_LABEL);
  }

  /**
   * The class names of a column by class number; empty if there are none. A name that occurs twice
   * (ImageNet has two cranes) gets its number, because classes are told apart by their names.
   */
  List<String> names(String column) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode node : columns.path(column).path("names")) {
      String name = node.asText();
      boolean repeated = !name.isEmpty() && !seen.add(name);
      names.add(repeated ? "%s (%d)".formatted(name, names.size()) : name);
    }
    return List.copyOf(names);
  }
}
