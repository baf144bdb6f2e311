package io.anchorage.jobs.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fits that were done, in a file: one JSON object a line, named by the hash of the recipe and
 * the image's id. A search that is run again takes them from here.
 */
final class Journal {
  static final String FILE = "journal.jsonl";

  private final StorageFolder files;
  private final StringBuilder text = new StringBuilder();
  private final Map<Key, FitFigure> figures = new HashMap<>();
  private boolean changed;

  private record Key(String recipe, String item) {}

  private Journal(StorageFolder files) {
    this.files = files;
  }

  /** Opens a folder's journal, which may not exist yet; damaged lines are left out. */
  static Journal open(StorageFolder files) {
    Journal journal = new Journal(files);
    if (files.exists(FILE)) {
      new String(files.content(FILE), StandardCharsets.UTF_8).lines().forEach(journal::read);
    }
    return journal;
  }

  private void read(String line) {
    try {
      JsonNode entry = Json.read(line);
      if (entry.hasNonNull("recipe") && entry.hasNonNull("item") && entry.has("psnr")) {
        JsonNode psnr = entry.get("psnr");
        put(
            entry.get("recipe").asText(),
            entry.get("item").asText(),
            new FitFigure(
                psnr.isNull() ? Double.NEGATIVE_INFINITY : psnr.asDouble(),
                entry.path("steps").asInt(),
                entry.path("core_seconds").asDouble()));
      }
    } catch (JsonProcessingException e) {
      // A line that was cut short: its fit is done again.
    }
  }

  /** The figure of a fit; null if it was not done. */
  FitFigure get(String recipe, String item) {
    return figures.get(new Key(recipe, item));
  }

  /** The number of fits. */
  int size() {
    return figures.size();
  }

  void put(String recipe, String item, FitFigure figure) {
    if (figures.put(new Key(recipe, item), figure) != null) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("recipe", recipe);
    line.put("item", item);
    line.put("psnr", Json.number(figure.psnr()));
    line.put("steps", figure.steps());
    line.put("core_seconds", figure.seconds());
    text.append(Json.line(line));
    changed = true;
  }

  /** Replaces the file, if there is anything new. */
  void save() {
    if (changed) {
      files.put(FILE, text.toString().getBytes(StandardCharsets.UTF_8));
      changed = false;
    }
  }
}
