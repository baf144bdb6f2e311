package io.anchorage.jobs.table.shard;

import io.anchorage.field.Column;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.FormatVersion;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.jobs.table.rows.FailureColumns;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldColumns;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.RowSchema;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The format of one table's shards: made on the driver from the manifest and sent to the executors.
 */
public final class ShardFormat implements Serializable {
  private static final long serialVersionUID = 1;

  private final StorageFolder files;
  private final List<Column> columns;
  private final FormatVersion version;
  private final SortedMap<String, String> metadata;

  private ShardFormat(
      StorageFolder files,
      List<Column> columns,
      FormatVersion version,
      SortedMap<String, String> metadata) {
    this.files = files;
    this.columns = columns;
    this.version = version;
    this.metadata = metadata;
  }

  /** Returns the format that a table's manifest determines. */
  public static ShardFormat of(StorageFolder files, Manifest manifest) {
    TableSpec spec = manifest.spec();
    TreeMap<String, String> metadata =
        new TreeMap<>(
            Map.of(
                "anchorage.version", manifest.version().toString(),
                "anchorage.family", spec.family(),
                "anchorage.layout", Json.canonical(spec.layout()),
                "anchorage.contract", Json.canonical(spec.contract()),
                "anchorage.recipe_hash", spec.recipeHash()));
    if (manifest.shared() != null) {
      metadata.put("anchorage.shared_sha256", manifest.shared().sha256());
    }
    return new ShardFormat(files, spec.columns(), manifest.version(), metadata);
  }

  StorageFolder files() {
    return files;
  }

  RowSchema<FieldRow> fields() {
    if (!version.isAtLeast(1, 2)) {
      return FieldColumns.withoutInput(columns);
    }
    return version.isAtLeast(1, 3) ? FieldColumns.all(columns) : FieldColumns.withoutEnd(columns);
  }

  RowSchema<FailureRow> failures() {
    return version.isAtLeast(1, 2) ? FailureColumns.all() : FailureColumns.withoutInput();
  }

  /** Returns the files' key-value metadata, for readers that have no manifest. */
  SortedMap<String, String> metadata() {
    return Collections.unmodifiableSortedMap(metadata);
  }
}
