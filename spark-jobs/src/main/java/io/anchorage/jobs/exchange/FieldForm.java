package io.anchorage.jobs.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.TableDescription;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.jobs.table.rows.FieldColumns;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.RowColumn;
import io.anchorage.jobs.table.rows.RowSchema;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What is common to the fields of one table, wherever they are written: made on the driver. */
public final class FieldForm implements Serializable {
  private static final long serialVersionUID = 1;

  /** The key of the table's description: its manifest without shards. */
  public static final String TABLE = "anchorage.table";

  private static final List<String> OF_CHANNELS =
      List.of("normalisation_offset", "normalisation_scale");

  private final byte[] description;
  private final int channels;
  private transient Manifest manifest;

  /**
   * The form of a table's fields.
   *
   * @param channels of its first field
   */
  public FieldForm(Manifest manifest, int channels) {
    this.description = TableDescription.of(manifest);
    this.channels = channels;
  }

  /** The table's manifest without its shards. */
  public synchronized Manifest manifest() {
    if (manifest == null) {
      manifest = TableDescription.parse(description, TABLE);
    }
    return manifest;
  }

  public TableSpec spec() {
    return manifest().spec();
  }

  /** All columns of a row, in the table's order. */
  public RowSchema<FieldRow> columns() {
    return FieldColumns.all(spec().columns());
  }

  /** What a file says of all its fields: texts by key, as in the table's Parquet files. */
  public Map<String, String> metadata() {
    TableSpec spec = spec();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("anchorage.version", manifest().version().toString());
    all.put("anchorage.family", spec.family());
    all.put("anchorage.layout", Json.canonical(spec.layout()));
    all.put("anchorage.contract", Json.canonical(spec.contract()));
    all.put("anchorage.recipe_hash", spec.recipeHash());
    if (manifest().shared() != null) {
      all.put("anchorage.shared_sha256", manifest().shared().sha256());
    }
    all.put(TABLE, new String(description, StandardCharsets.UTF_8));
    return all;
  }

  /** The length of a column's lists if the layout makes it the same for all fields. */
  public OptionalInt length(RowColumn<FieldRow, ?> column) {
    if (!sameChannels()) {
      return OptionalInt.empty();
    }
    if (OF_CHANNELS.contains(column.name())) {
      return OptionalInt.of(channels);
    }
    long length = 0;
    for (JsonNode entry : spec().layout()) {
      if (!entry.path("column").asText().equals(column.name())) {
        continue;
      }
      long size = 1;
      for (JsonNode extent : entry.path("shape")) {
        if (!extent.isInt()) {
          return OptionalInt.empty();
        }
        size *= extent.intValue();
      }
      length = Math.max(length, entry.path("offset").asLong() + size);
    }
    return length == 0 || length > Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of((int) length);
  }

  /** Whether all signals have the same number of channels, as those of images have. */
  private boolean sameChannels() {
    for (JsonNode entry : spec().layout()) {
      if (entry.has("channels")) {
        return false;
      }
    }
    return true;
  }
}
