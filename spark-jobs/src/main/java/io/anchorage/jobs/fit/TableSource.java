package io.anchorage.jobs.fit;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.config.SourceConfig.Ids;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.manifest.Manifest;

/** How a table that exists wants its dataset opened. */
public final class TableSource {
  private TableSource() {}

  /** Returns a config with the table's own way of naming images in files of many. */
  public static SourceConfig of(SourceConfig config, Manifest table) {
    return config.withIds(ids(table));
  }

  private static Ids ids(Manifest table) {
    if (!table.version().isAtLeast(1, 2)) {
      return Ids.RUNNING;
    }
    JsonNode recorded = table.runs().get(0).source().config().path("ids");
    return recorded.asText().equals(Json.lower(Ids.RUNNING)) ? Ids.RUNNING : Ids.NAMED;
  }

  /**
   * Checks that a dataset is the table's.
   *
   * @throws UserException if it has another name: all its images would be new to the table
   */
  static void require(Manifest table, String root, String dataset) {
    if (!table.dataset().equals(dataset)) {
      throw new UserException(
          Kind.OUTPUT,
          ("%s holds the dataset %s but the input is called %s, so that all its images would be new:"
                  + " if it is the same dataset, give source.dataset=%s; else choose another"
                  + " --output")
              .formatted(root, table.dataset(), dataset, table.dataset()));
    }
  }
}
