package io.anchorage.jobs.exchange.out;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The list of a dataset's files by split, {@code {"train": {"path": [...], "label": [...]}, ...}}.
 * Tasks write parts of it; the driver copies them together without holding them.
 */
final class ListedFiles {
  /** What the names of the parts begin with. */
  static final String PREFIX = "_files-";

  private static final List<String> ORDER = List.of(Splits.TRAIN, Splits.VAL, Splits.TEST);

  private ListedFiles() {}

  static String name(ExportPart part) {
    return PREFIX + part.name() + ".tsv";
  }

  static String line(FieldRow row, String path) {
    return row.summary().split() + "\t" + row.summary().label() + "\t" + path + "\n";
  }

  /** Writes the whole list. */
  static void merge(StorageFolder files, String name, List<WrittenPart> parts) {
    files.deleteQuietly(name);
    try (OutputStream out = files.create(name);
        JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      for (String split : ORDER) {
        json.writeObjectFieldStart(split);
        json.writeArrayFieldStart("path");
        for (WrittenPart part : parts) {
          each(files, part, split, (label, path) -> json.writeString(path));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("label");
        for (WrittenPart part : parts) {
          each(files, part, split, (label, path) -> json.writeNumber(label));
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(name), e);
    }
  }

  @FunctionalInterface
  private interface Taker {
    void take(int label, String path) throws IOException;
  }

  private static void each(StorageFolder files, WrittenPart part, String split, Taker taker)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(files.open(part.path()), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\t", 3);
        if (cells[0].equals(split)) {
          taker.take(Integer.parseInt(cells[1]), cells[2]);
        }
      }
    }
  }
}
