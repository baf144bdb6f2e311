package io.anchorage.jobs.storage;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and writes the jobs' JSON. Trees keep decimal numbers exactly as they are written, so that
 * a recipe's hash can be checked; result files are maps of plain Java values.
 */
public final class Json {
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private static final JsonMapper EXACT_PAGE =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private static final JsonMapper PLAIN = new JsonMapper();

  /** Jackson writes no number with more digits before or after its point. */
  private static final int MOST_DIGITS = 9999;

  private static final JsonMapper PLAIN_PAGE =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /** Converts plain values to a tree with the numbers that reading their JSON back would give. */
  public static JsonNode tree(Object value) {
    try {
      return EXACT.readTree(EXACT.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON values: " + value, e);
    }
  }

  /**
   * Parses one document.
   *
   * @throws JsonProcessingException if it is not JSON, if something follows the document, or if a
   *     number has so large an exponent that it cannot be written with all its digits
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    JsonNode tree = EXACT.readTree(text);
    requireWritable(tree);
    return tree;
  }

  private static void requireWritable(JsonNode node) throws JsonProcessingException {
    if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MOST_DIGITS) {
      throw new JsonParseException(
          null, "the exponent of " + node.decimalValue() + " is too large");
    }
    for (JsonNode child : node) {
      requireWritable(child);
    }
  }

  /** A tree as one line, with the keys in the tree's order. */
  public static String compact(JsonNode node) {
    return text(EXACT, node);
  }

  /** A tree as one line, with the keys sorted. */
  public static String canonical(JsonNode node) {
    return compact(sorted(node));
  }

  /** SHA-256 of the canonical text in UTF-8, in hexadecimal. */
  public static String hash(JsonNode node) {
    return Sha256.of(canonical(node).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> entries = new TreeMap<>();
      node.properties().forEach(e -> entries.put(e.getKey(), sorted(e.getValue())));
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      result.setAll(entries);
      return result;
    }
    if (node.isArray()) {
      ArrayNode result = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> result.add(sorted(element)));
      return result;
    }
    return node;
  }

  /** A tree as the content of an indented file. */
  public static byte[] page(JsonNode node) {
    return bytes(EXACT_PAGE, node);
  }

  /** Plain values as the content of an indented file. */
  public static byte[] page(Map<String, Object> tree) {
    return bytes(PLAIN_PAGE, tree);
  }

  /** Plain values as one line, including the line feed. */
  public static String line(Map<String, Object> tree) {
    return text(PLAIN, tree) + "\n";
  }

  /**
   * Reads the object in a file of plain values.
   *
   * @param advice what the user can do about a damaged file, for the message
   * @throws UserException of kind {@code damaged} if it is not a JSON object
   */
  public static Map<String, Object> parse(
      StorageFolder files, String name, Kind damaged, String advice) {
    try {
      return PLAIN.readValue(files.content(name), new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UserException(damaged, "%s is damaged; %s".formatted(files.shown(name), advice), e);
    }
  }

  /** The number, or null for NaN and the infinities, which JSON cannot represent. */
  public static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** The name of an enum constant in JSON files. */
  public static String lower(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(JsonMapper mapper, Object value) {
    return (text(mapper, value) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String text(JsonMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("trees and maps of plain values are always JSON", e);
    }
  }
}
