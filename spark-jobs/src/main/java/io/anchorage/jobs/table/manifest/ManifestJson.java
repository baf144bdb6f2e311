package io.anchorage.jobs.table.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorage.field.Column;
import io.anchorage.jobs.storage.Json;
import java.util.List;

/** Writes manifests as JSON text, as specified in {@code docs/formats/field-table.md}. */
public final class ManifestJson {
  static final String FORMAT = "anchorage-field-table";

  private ManifestJson() {}

  static byte[] toJson(Manifest manifest) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", FORMAT);
    root.put("version", manifest.version().toString());
    root.put("table_id", manifest.tableId());
    writeSpec(root, manifest.spec());
    if (manifest.shared() != null) {
      root.putObject("shared_parameters")
          .put("path", manifest.shared().path())
          .put("sha256", manifest.shared().sha256());
    }
    if (manifest.origin() != null) {
      root.putObject("made_from")
          .put("path", manifest.origin().path())
          .put("table_id", manifest.origin().tableId())
          .put("recipe_hash", manifest.origin().recipeHash());
    }
    root.put("dataset", manifest.dataset());
    ArrayNode labels = root.putArray("label_names");
    manifest.labelNames().forEach(labels::add);
    ArrayNode runs = root.putArray("runs");
    manifest.runs().forEach(run -> writeRun(runs.addObject(), run));
    writeShards(root, manifest.shards());
    return Json.page(root);
  }

  /** Shards alone, in the form that they have in a manifest. */
  static byte[] toJson(List<ShardEntry> shards) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    writeShards(root, shards);
    return Json.page(root);
  }

  private static void writeShards(ObjectNode root, List<ShardEntry> shards) {
    ArrayNode array = root.putArray("shards");
    shards.forEach(shard -> writeShard(array.addObject(), shard));
  }

  private static void writeSpec(ObjectNode root, TableSpec spec) {
    root.put("family", spec.family());
    root.put("recipe_hash", spec.recipeHash());
    root.set("recipe", spec.recipe());
    ArrayNode columns = root.putArray("columns");
    for (Column column : spec.columns()) {
      columns
          .addObject()
          .put("name", column.name())
          .put("type", Json.lower(column.type()))
          .put("description", column.description());
    }
    ArrayNode parameters = root.putArray("parameter_columns");
    spec.parameterColumns().forEach(parameters::add);
    root.set("layout", spec.layout());
    root.set("contract", spec.contract());
  }

  private static void writeRun(ObjectNode node, RunEntry run) {
    node.put("number", run.number());
    node.put("mode", run.mode());
    node.put("status", Json.lower(run.status()));
    node.put("start", run.start().toString());
    if (run.end() != null) {
      node.put("end", run.end().toString());
    }
    node.put("fields", run.fields());
    node.put("failed", run.failed());
    node.put("fit_seconds", run.fitSeconds());
    node.put("engine", run.engine());
    node.put("engine_description", run.engineDescription());
    ObjectNode source = node.putObject("source");
    source.put("input", run.source().input());
    source.put("selection", run.source().selection());
    source.set("config", run.source().config());
    RunEntry.Place place = run.place();
    node.put("anchorage", place.anchorage());
    if (!place.commit().isEmpty()) {
      node.put("commit", place.commit());
    }
    node.put("java", place.java());
    node.put("os", place.os());
    node.put("cpu", place.cpu());
    node.put("spark", place.spark());
    node.put("master", place.master());
    ArrayNode arguments = node.putArray("arguments");
    run.arguments().forEach(arguments::add);
  }

  private static void writeShard(ObjectNode node, ShardEntry shard) {
    node.put("name", shard.name());
    if (shard.fields() != null) {
      writeFile(node.putObject("fields"), shard.fields());
    }
    if (shard.failures() != null) {
      writeFile(node.putObject("failures"), shard.failures());
    }
  }

  private static void writeFile(ObjectNode node, ShardFile file) {
    node.put("path", file.path());
    node.put("rows", file.rows());
    node.put("bytes", file.bytes());
    node.put("sha256", file.sha256());
    node.put("min_id", file.minId());
    node.put("max_id", file.maxId());
  }
}
