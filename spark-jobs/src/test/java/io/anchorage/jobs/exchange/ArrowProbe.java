package io.anchorage.jobs.exchange;

import io.anchorage.jobs.exchange.in.ImportProbe;
import io.anchorage.jobs.table.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;

/** Reads an Arrow file to its end and says how it went. */
final class ArrowProbe {
  private ArrowProbe() {}

  /** The number of fields, or why the file was refused. */
  static String read(Path file, Manifest table) {
    try {
      return ImportProbe.arrow(file, new FieldForm(table, 1)) + " fields";
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
