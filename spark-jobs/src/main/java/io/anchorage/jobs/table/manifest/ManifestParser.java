package io.anchorage.jobs.table.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.Column;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.JsonEntry;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** Parses what {@link ManifestJson} writes, and what later minor versions add to it. */
final class ManifestParser {
  private ManifestParser() {}

  /**
   * Parses a manifest.
   *
   * @param where the file's name in messages
   * @throws UserException if the content is not a manifest, is damaged, or is newer than this
   *     Anchorage
   */
  static Manifest fromJson(byte[] content, String where) {
    JsonEntry root = root(content, where);
    if (!root.has("format") || !root.text("format").equals(ManifestJson.FORMAT)) {
      throw new UserException(
          Kind.INPUT,
          "%s is not the manifest of a field table: format is %s; give the folder of a table"
              .formatted(where, root.has("format") ? root.node().get("format") : "absent"));
    }
    return new Manifest(
        FormatVersion.parse(root.text("version"), where),
        root.text("table_id"),
        spec(root),
        root.has("shared_parameters") ? shared(root.object("shared_parameters")) : null,
        root.text("dataset"),
        root.texts("label_names"),
        root.objects("shards", ManifestParser::shard),
        root.objects("runs", ManifestParser::run),
        root.has("made_from") ? origin(root.object("made_from")) : null);
  }

  /**
   * Parses shards alone.
   *
   * @throws UserException if the content is damaged
   */
  static List<ShardEntry> shards(byte[] content, String where) {
    return root(content, where).objects("shards", ManifestParser::shard);
  }

  private static JsonEntry root(byte[] content, String where) {
    try {
      JsonNode node = Json.read(new String(content, StandardCharsets.UTF_8));
      if (node == null || !node.isObject()) {
        throw new UserException(
            Kind.INPUT,
            where + " is not a JSON object; take it from a backup or make the table again");
      }
      return new JsonEntry(node, where, "");
    } catch (JsonProcessingException e) {
      throw new UserException(
          Kind.INPUT,
          "%s is damaged: not JSON at line %d; take it from a backup or make the table again"
              .formatted(where, e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          e);
    }
  }

  private static TableSpec spec(JsonEntry root) {
    List<Column> columns = root.objects("columns", ManifestParser::column);
    List<String> parameters = root.texts("parameter_columns");
    if (!columns.stream().map(Column::name).toList().containsAll(parameters)) {
      throw root.wrong(
          "parameter_columns", "must name columns", root.node().get("parameter_columns"));
    }
    return new TableSpec(
        root.text("family"),
        root.tree("recipe"),
        root.text("recipe_hash"),
        columns,
        parameters,
        root.tree("layout"),
        root.tree("contract"));
  }

  private static Column column(JsonEntry entry) {
    return new Column(
        entry.text("name"), entry.choice("type", Column.Type.class), entry.text("description"));
  }

  private static SharedFile shared(JsonEntry entry) {
    return new SharedFile(path(entry), entry.text("sha256"));
  }

  private static TableOrigin origin(JsonEntry entry) {
    return new TableOrigin(entry.text("path"), entry.text("table_id"), entry.text("recipe_hash"));
  }

  private static ShardEntry shard(JsonEntry entry) {
    String name = entry.text("name");
    if (!TableLayout.isShardName(name)) {
      throw entry.wrong("name", "must be a plain file name", entry.node().get("name"));
    }
    return new ShardEntry(
        name,
        entry.has("fields") ? file(entry.object("fields")) : null,
        entry.has("failures") ? file(entry.object("failures")) : null);
  }

  private static ShardFile file(JsonEntry entry) {
    return new ShardFile(
        path(entry),
        entry.whole("rows"),
        entry.whole("bytes"),
        entry.text("sha256"),
        entry.text("min_id"),
        entry.text("max_id"));
  }

  /** The path of a file, which is read, renamed and removed: never one outside the table. */
  private static String path(JsonEntry entry) {
    String path = entry.text("path");
    if (!TableLayout.isInside(path)) {
      throw entry.wrong("path", "must lie in the table's folder", entry.node().get("path"));
    }
    return path;
  }

  private static RunEntry run(JsonEntry entry) {
    return new RunEntry(
        entry.count("number"),
        entry.text("mode"),
        entry.choice("status", RunEntry.Status.class),
        instant(entry, "start"),
        entry.has("end") ? instant(entry, "end") : null,
        entry.whole("fields"),
        entry.whole("failed"),
        entry.number("fit_seconds"),
        entry.text("engine"),
        entry.text("engine_description"),
        source(entry.object("source")),
        new RunEntry.Place(
            entry.text("anchorage"),
            entry.has("commit") ? entry.text("commit") : "",
            entry.text("java"),
            entry.text("os"),
            entry.text("cpu"),
            entry.text("spark"),
            entry.text("master")),
        entry.texts("arguments"));
  }

  private static RunSource source(JsonEntry entry) {
    return new RunSource(entry.text("input"), entry.text("selection"), entry.tree("config"));
  }

  private static Instant instant(JsonEntry entry, String key) {
    try {
      return Instant.parse(entry.text(key));
    } catch (DateTimeException e) {
      throw entry.wrong(key, "must be an ISO 8601 instant", entry.node().get(key));
    }
  }
}
