package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.jobs.learn.page.ModelPage;
import io.anchorage.jobs.learn.page.ScorePage;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One line about what a job left.
 *
 * @param name the folder, relative to the one that is listed
 * @param kind table, model, experiment or predictions
 * @param words what it holds, or why it cannot be read
 */
record RunLine(String name, String kind, String words) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  static RunLine of(StorageFolder folder, String name, Reports.Content content) {
    String kind = content.name().toLowerCase(Locale.ROOT);
    try {
      return new RunLine(
          name,
          kind,
          switch (content) {
            case TABLE -> table(FieldTable.open(folder).manifest());
            case MODEL -> ModelPage.words(folder);
            case EXPERIMENT -> "see " + Reports.FILE;
            case PREDICTIONS -> ScorePage.words(folder);
          });
    } catch (UserException e) {
      return new RunLine(name, kind, e.getMessage());
    }
  }

  private static String table(Manifest manifest) {
    RunEntry last = manifest.lastRun();
    return "%s of %s, %,d fields, %,d failed, run %d %s %s"
        .formatted(
            manifest.spec().family(),
            manifest.dataset(),
            manifest.fields(),
            manifest.failures(),
            last.number(),
            last.status().name().toLowerCase(Locale.ROOT),
            TIME.format(last.start()));
  }

  /** Returns the line, the name in a column of the given width. */
  String text(int width) {
    return String.format(Locale.ROOT, "%-" + width + "s  %-11s  %s", name, kind, words);
  }
}
