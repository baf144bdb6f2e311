package io.anchorage.jobs.table.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorage.field.Column;
import io.anchorage.jobs.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;

/** Manifests as JSON text; {@code docs/formats/field-table.md} is the specification. */
public final class ManifestJson {
  static final String FORMAT = "anchorage-field-table";

  /** Decimal numbers are kept as they are written, so that a recipe's hash can be checked. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private static final ObjectMapper COMPACT =
      MAPPER.copy().disable(SerializationFeature.INDENT_OUTPUT);

  private ManifestJson() {}

  /** JSON values as a tree whose numbers are what they would be after reading them again. */
  public static JsonNode tree(Object value) {
    try {
      return COMPACT.readTree(COMPACT.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON values: " + value, e);
    }
  }

  static JsonNode read(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** The name that a choice has in manifests. */
  static String lower(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** One line, keys in the tree's order. */
  static String compact(JsonNode node) {
    try {
      return COMPACT.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One line, keys sorted. */
  public static String canonical(JsonNode node) {
    return compact(sorted(node));
  }

  /** SHA-256 of the canonical text in UTF-8, hexadecimal. */
  public static String hash(JsonNode node) {
    return Sha256.of(canonical(node).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> entries = new TreeMap<>();
      node.properties().forEach(e -> entries.put(e.getKey(), sorted(e.getValue())));
      ObjectNode result = COMPACT.createObjectNode();
      result.setAll(entries);
      return result;
    }
    if (node.isArray()) {
      ArrayNode result = COMPACT.createArrayNode();
      node.forEach(element -> result.add(sorted(element)));
      return result;
    }
    return node;
  }

  static byte[] toJson(Manifest manifest) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("version", manifest.version().toString());
    root.put("table_id", manifest.tableId());
    writeSpec(root, manifest.spec());
    if (manifest.shared() != null) {
      root.putObject("shared_parameters")
          .put("path", manifest.shared().path())
          .put("sha256", manifest.shared().sha256());
    }
    root.put("dataset", manifest.dataset());
    ArrayNode labels = root.putArray("label_names");
    manifest.labelNames().forEach(labels::add);
    ArrayNode runs = root.putArray("runs");
    manifest.runs().forEach(run -> writeRun(runs.addObject(), run));
    ArrayNode shards = root.putArray("shards");
    manifest.shards().forEach(shard -> writeShard(shards.addObject(), shard));
    try {
      return (MAPPER.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
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
          .put("type", lower(column.type()))
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
    node.put("status", lower(run.status()));
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
