package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.allcnn.ResultFolder;
import io.anchorage.jobs.experiment.ExperimentComparison;
import io.anchorage.jobs.experiment.ExperimentPage;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.learn.ModelFolder;
import io.anchorage.jobs.learn.ScoreJob;
import io.anchorage.jobs.learn.page.ModelComparison;
import io.anchorage.jobs.learn.page.ModelPage;
import io.anchorage.jobs.learn.page.ScorePage;
import io.anchorage.jobs.report.compare.TableComparison;
import io.anchorage.jobs.report.fields.TablePage;
import io.anchorage.jobs.report.page.Numbers;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TablePublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the report of whatever a job left in a folder. */
final class Reports {
  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

  static final String FILE = "report.html";

  private Reports() {}

  /** What a folder holds. */
  enum Content {
    TABLE,
    MODEL,
    EXPERIMENT,
    PREDICTIONS
  }

  /** Finds out what a job wrote; empty if no job wrote there. */
  static Optional<Content> content(StorageFolder folder) {
    if (TablePublisher.isTable(folder)) {
      return Optional.of(Content.TABLE);
    }
    if (folder.exists(ModelFolder.TRAINING) || folder.exists(ModelFolder.RESULT)) {
      return Optional.of(Content.MODEL);
    }
    if (folder.exists(ScoreJob.PREDICTIONS)) {
      return Optional.of(Content.PREDICTIONS);
    }
    // Experiments on the All-CNN have a file of the same name, and a page since they ended.
    return folder.exists(ExperimentPage.SOURCE) && !folder.exists(ResultFolder.CONFIG)
        ? Optional.of(Content.EXPERIMENT)
        : Optional.empty();
  }

  /** The name of a report in the folder that it is about. */
  private static String name(Content content) {
    // Readers of a folder of predictions take every name without an underscore for data.
    return content == Content.PREDICTIONS ? "_" + FILE : FILE;
  }

  /**
   * Writes a report.
   *
   * @param input where a table's originals are; null for where its last run read them
   * @param output the page; null for one in the folder itself
   * @return the page's path
   */
  static String write(String path, String input, String output) {
    return write(StorageFolder.at(path, Tables.settings()), input, output);
  }

  private static String write(StorageFolder folder, String input, String output) {
    Content content = known(folder);
    byte[] page = page(content, folder, input);
    if (output != null) {
      return local(output, page);
    }
    folder.put(name(content), page);
    return folder.shown(name(content));
  }

  /** Writes a report that compares two tables, two models or two experiments. */
  static String compare(String first, String second, String output) {
    if (output == null) {
      throw new UserException(
          Kind.CONFIG, "A comparison belongs to neither folder: name its page with --output HTML");
    }
    StorageFolder a = StorageFolder.at(first, Tables.settings());
    StorageFolder b = StorageFolder.at(second, Tables.settings());
    Content content = known(a);
    if (content != known(b) || content == Content.PREDICTIONS) {
      throw new UserException(
          Kind.CONFIG,
          "%s (%s) and %s (%s) cannot be compared; give two tables, two models or two experiments"
              .formatted(a.root(), word(content), b.root(), word(known(b))));
    }
    return local(
        output,
        switch (content) {
          case TABLE -> tables(a, b);
          case MODEL -> ModelComparison.of(a, b);
          case EXPERIMENT -> ExperimentComparison.of(a, b);
          case PREDICTIONS -> throw new IllegalStateException("Predictions are not compared");
        });
  }

  private static byte[] tables(StorageFolder first, StorageFolder second) {
    FieldTable a = FieldTable.open(first);
    FieldTable b = FieldTable.open(second);
    return TableComparison.of(a, Tables.subject(a), b, Tables.subject(b));
  }

  private static String word(Content content) {
    return content.name().toLowerCase(Locale.ROOT);
  }

  private static Content known(StorageFolder folder) {
    return content(folder)
        .orElseThrow(
            () ->
                new UserException(
                    Kind.INPUT,
                    folder.exists(FILE)
                        ? "%s has a report that its job made and nothing to make it anew of: open %s"
                            .formatted(folder.root(), folder.shown(FILE))
                        : "%s holds no field table, model or experiment; give the --output of a job"
                            .formatted(folder.root())));
  }

  private static byte[] page(Content content, StorageFolder folder, String input) {
    return switch (content) {
      case TABLE -> {
        FieldTable table = FieldTable.open(folder);
        yield TablePage.of(table, Tables.subject(table), input, folder.settings());
      }
      case MODEL -> ModelPage.of(folder);
      case EXPERIMENT -> ExperimentPage.of(folder);
      case PREDICTIONS -> ScorePage.of(folder);
    };
  }

  /**
   * Writes a page to a local file.
   *
   * @return its path
   * @throws UserException of kind OUTPUT if it cannot be written
   */
  static String local(String output, byte[] page) {
    try {
      Files.write(Path.of(output), page);
      return output;
    } catch (IOException e) {
      throw new UserException(
          Kind.OUTPUT, "%s cannot be written: %s; check --output".formatted(output, e), e);
    }
  }

  /**
   * Writes the report of what a job has just made. A job that has done its work does not fail for
   * its report: what went wrong is logged.
   *
   * @return the report's path; empty if it could not be written
   */
  static Optional<String> after(String path) {
    StorageFolder folder = StorageFolder.at(path, Tables.settings());
    return content(folder).isEmpty() ? Optional.empty() : attempt(() -> write(folder, null, null));
  }

  /** The same after a fit. If it changed nothing, the report is as it was. */
  static Optional<String> after(FitReport report) {
    StorageFolder folder = StorageFolder.at(report.table(), Tables.settings());
    return !report.changed() && folder.exists(FILE)
        ? Optional.of(folder.shown(FILE))
        : after(report.table());
  }

  /**
   * Writes a report that a job makes itself, in the same manner.
   *
   * @param write writes the page and returns its path
   */
  static Optional<String> attempt(Supplier<String> write) {
    long start = System.nanoTime();
    try {
      String written = write.get();
      LOG.debug("Report in {}", Numbers.duration((System.nanoTime() - start) * 1e-9));
      return Optional.of(written);
    } catch (UserException e) {
      LOG.warn("No report was written: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
