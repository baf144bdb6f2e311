package io.anchorage.jobs.table.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.storage.Json;
import java.util.Map;

/**
 * What a run read: enough to open the images again and compare fields with them.
 *
 * @param input the dataset's path, absolute
 * @param selection which of the images were selected, as text; empty for all
 * @param config the effective {@code source:} section of the run's config; empty if unknown
 */
public record RunSource(String input, String selection, JsonNode config) {
  /**
   * Makes a source from a config given as JSON values.
   *
   * @param config JSON values (maps, lists, text, numbers, booleans)
   */
  public static RunSource of(String input, String selection, Map<String, Object> config) {
    return new RunSource(input, selection, Json.tree(config));
  }

  /** Tests whether two runs read the same images, whatever kinds of numbers their JSON has. */
  public boolean isSame(RunSource other) {
    return input.equals(other.input)
        && selection.equals(other.selection)
        && config.toString().equals(other.config.toString());
  }

  @Override
  public String toString() {
    return selection.isEmpty() ? input : input + ", " + selection;
  }
}
