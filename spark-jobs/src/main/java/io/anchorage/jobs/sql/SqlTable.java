package io.anchorage.jobs.sql;

import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A field table as Spark sees it: the rows that its manifest listed when it was opened. */
final class SqlTable implements SupportsRead {
  private final FieldTable table;
  private final boolean failures;
  private final StructType stored;

  /**
   * @param failures whether the rows are failures, not fields
   */
  SqlTable(FieldTable table, boolean failures) {
    this.table = table;
    this.failures = failures;
    this.stored =
        failures ? SqlSchema.failures() : SqlSchema.fields(table.manifest().spec().columns());
  }

  @Override
  public String name() {
    return "anchorage " + table.files().root() + (failures ? " (failures)" : "");
  }

  @Override
  public Column[] columns() {
    return Arrays.stream(all().fields())
        .map(f -> Column.create(f.name(), f.dataType(), f.nullable(), comment(f), null))
        .toArray(Column[]::new);
  }

  private static String comment(StructField field) {
    return field.getComment().isDefined() ? field.getComment().get() : null;
  }

  /** Returns the schema of the table's rows. */
  StructType all() {
    return SqlSchema.withTable(stored);
  }

  /** The layout, the contract and what else a manifest says of all rows. */
  @Override
  public Map<String, String> properties() {
    Manifest manifest = table.manifest();
    Map<String, String> properties = new TreeMap<>();
    properties.put("anchorage.version", manifest.version().toString());
    properties.put("anchorage.table_id", manifest.tableId());
    properties.put("anchorage.dataset", manifest.dataset());
    properties.put("anchorage.label_names", Json.compact(Json.tree(manifest.labelNames())));
    properties.put("anchorage.family", manifest.spec().family());
    properties.put("anchorage.recipe", manifest.spec().recipeJson());
    properties.put("anchorage.recipe_hash", manifest.spec().recipeHash());
    properties.put("anchorage.layout", Json.compact(manifest.spec().layout()));
    properties.put("anchorage.contract", Json.compact(manifest.spec().contract()));
    if (manifest.shared() != null) {
      properties.put("anchorage.shared_sha256", manifest.shared().sha256());
    }
    return properties;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    Function<ShardEntry, ShardFile> part = failures ? ShardEntry::failures : ShardEntry::fields;
    List<ShardFile> shards =
        table.manifest().shards().stream().map(part).filter(Objects::nonNull).toList();
    return new ShardScanBuilder(
        name(),
        stored,
        SqlSchema.tableValues(table),
        shards.stream().map(shard -> ShardPart.of(table.files(), shard)).toList());
  }
}
