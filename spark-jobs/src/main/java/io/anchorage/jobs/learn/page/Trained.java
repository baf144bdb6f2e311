package io.anchorage.jobs.learn.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.learn.ModelFolder;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one training run.
 *
 * @param result what {@code result.json} holds
 * @param epochs the lines of the metrics, one an epoch
 * @param confusion what {@code confusion.json} holds
 */
record Trained(JsonNode result, List<JsonNode> epochs, JsonNode confusion) {
  private static final String ADVICE = "train again";

  Trained {
    epochs = List.copyOf(epochs);
  }

  /** Reads all completed training runs in a folder: its own, or those of a grid. */
  static List<Trained> all(StorageFolder folder) {
    if (folder.exists(ModelFolder.RESULT)) {
      return List.of(read(folder));
    }
    List<Trained> all = new ArrayList<>();
    for (String name : folder.list("")) {
      StorageFolder below = folder.below(name);
      if (below.exists(ModelFolder.RESULT)) {
        all.add(read(below));
      }
    }
    return all;
  }

  private static Trained read(StorageFolder folder) {
    List<JsonNode> epochs = new ArrayList<>();
    if (folder.exists(ModelFolder.METRICS_LINES)) {
      for (String line : text(folder, ModelFolder.METRICS_LINES).lines().toList()) {
        epochs.add(parse(folder, ModelFolder.METRICS_LINES, line));
      }
    }
    return new Trained(
        file(folder, ModelFolder.RESULT), epochs, file(folder, ModelFolder.CONFUSION));
  }

  /** Reads a JSON file; an empty object if there is none. */
  static JsonNode file(StorageFolder folder, String name) {
    return parse(folder, name, folder.exists(name) ? text(folder, name) : "{}");
  }

  private static String text(StorageFolder folder, String name) {
    return new String(folder.content(name), StandardCharsets.UTF_8);
  }

  static JsonNode parse(StorageFolder folder, String name, String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new UserException(
          Kind.INPUT, "%s is damaged; %s".formatted(folder.shown(name), ADVICE), e);
    }
  }

  String name() {
    return result.path("name").asText();
  }

  String variant() {
    String variant = result.path("variant").asText();
    return variant.isEmpty() ? result.path("model").asText() : variant;
  }

  double number(String key) {
    return result.path(key).isNumber() ? result.path(key).asDouble() : Double.NaN;
  }

  /** Returns a metric of every epoch that has it, as (epoch, value). */
  List<double[]> curve(String metric, double scale) {
    List<double[]> points = new ArrayList<>();
    for (JsonNode epoch : epochs) {
      if (epoch.path(metric).isNumber()) {
        points.add(
            new double[] {epoch.path("epoch").asDouble(), scale * epoch.path(metric).asDouble()});
      }
    }
    return points;
  }

  /** Returns the split whose confusion is shown: the test split if it was scored. */
  String scored() {
    String found = "";
    for (String name : (Iterable<String>) confusion::fieldNames) {
      if (!name.equals("classes") && (found.isEmpty() || found.equals("validation"))) {
        found = name;
      }
    }
    return found;
  }
}
