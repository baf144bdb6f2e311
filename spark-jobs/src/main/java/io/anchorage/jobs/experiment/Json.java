package io.anchorage.jobs.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The JSON files of an experiment. */
final class Json {
  private static final ObjectMapper PAGE =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static byte[] page(Map<String, Object> tree) {
    try {
      return (PAGE.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }

  /**
   * @throws UserException of kind OUTPUT if it is damaged
   */
  static Map<String, Object> parse(StorageFolder files, String name) {
    try {
      return PAGE.readValue(files.content(name), new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UserException(
          Kind.OUTPUT,
          "%s/%s is damaged; remove it and run the experiment again".formatted(files.root(), name),
          e);
    }
  }

  /** JSON has no NaN. */
  static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : null;
  }
}
