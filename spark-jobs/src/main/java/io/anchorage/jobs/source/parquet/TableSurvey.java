package io.anchorage.jobs.source.parquet;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.Input;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.source.Tally;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.Type;

/**
 * What is to be said of several Parquet tables before their rows are looked at: their splits,
 * columns that differ between them, and images that are not in them.
 */
final class TableSurvey {
  private static final int PROBES = 16;

  private final Input input;
  private final HadoopFiles files;
  private final ReferencedImages referenced;
  private final List<ParquetTable> tables;
  private final Set<Finding> findings;

  TableSurvey(Input input, String root, List<ParquetTable> tables, Set<Finding> findings) {
    this.input = input;
    this.files = input.files();
    this.referenced = new ReferencedImages(files, root, input.config().maxPixels());
    this.tables = tables;
    this.findings = findings;
  }

  /**
   * Collects the findings.
   *
   * @throws UserException if a label column that was asked for is in no table, or if images are
   *     neither in the tables nor at the paths that they give
   */
  void check() throws IOException {
    requireLabelColumn();
    splits();
    differing("images", table -> table.image().name());
    differing("labels", table -> table.label() == null ? null : table.label().name());
    for (ParquetTable table : tables) {
      if (table.maybeWithoutBytes()) {
        probe(table);
      }
    }
  }

  private void requireLabelColumn() throws IOException {
    String wanted = input.config().labelColumn();
    if (wanted.isEmpty() || tables.stream().anyMatch(table -> table.label() != null)) {
      return;
    }
    String location = tables.get(0).location();
    try (ParquetFileReader reader = ParquetInput.open(files, location)) {
      List<Type> columns = reader.getFileMetaData().getSchema().getFields();
      throw new UserException(
          Kind.INPUT,
          "Parquet file %s has no column %s (set by source.label-column), only %s"
              .formatted(
                  location,
                  wanted,
                  String.join(", ", columns.stream().map(Type::getName).toList())));
    }
  }

  private void splits() {
    if (input.config().testFraction() > 0 && tables.get(0).file().split() == null) {
      findings.add(
          Finding.found(
              String.format(
                  Locale.ROOT,
                  "splits: test %s of %d rows, drawn (source.test-fraction); the others train",
                  input.config().testFraction(),
                  tables.stream().mapToLong(ParquetTable::count).sum())));
      return;
    }
    Tally splits = new Tally();
    for (String split : Splits.ORDER) {
      for (ParquetTable table : tables) {
        if (table.splitOr(Splits.TRAIN).equals(split)) {
          splits.add(split, table.count());
        }
      }
    }
    findings.add(Finding.found("splits: " + splits.words()));
  }

  /** Tells a column that has not the same name in all tables. */
  private void differing(String what, Function<ParquetTable, String> column) {
    Tally names = new Tally();
    List<ParquetTable> without = tables.stream().filter(t -> column.apply(t) == null).toList();
    tables.stream().map(column).filter(Objects::nonNull).forEach(names::add);
    if (names.names() > 1) {
      findings.add(
          Finding.guessed(
              "%s: columns of different names, by number of tables: %s"
                  .formatted(what, names.words())));
    }
    if (!names.isEmpty() && !without.isEmpty()) {
      findings.add(
          Finding.guessed(
              "%s: no such column in %d of %d tables, such as %s"
                  .formatted(what, without.size(), tables.size(), without.get(0).file().name())));
    }
  }

  /** Looks where the images of a table are whose rows are too small to hold them. */
  private void probe(ParquetTable table) throws IOException {
    String location = table.location();
    try (ParquetRows rows = new ParquetRows(ParquetInput.open(files, location), location)) {
      rows.select(table.image(), null);
      String path = "";
      for (long row = 0; row < Math.min(PROBES, table.count()); row++) {
        Group group = rows.at(row);
        if (table.image().bytes(group) != null) {
          return;
        }
        path = path.isEmpty() ? table.image().path(group) : path;
      }
      requireFile(table, path);
    }
  }

  private void requireFile(ParquetTable table, String path) throws IOException {
    if (path.isEmpty()) {
      return;
    }
    if (referenced.find(table.location(), path) == null) {
      throw new UserException(
          Kind.INPUT,
          "The images of Parquet file %s are not in it but at paths such as %s, and there is no such file below the input: write their bytes into the table, or put the files there"
              .formatted(table.location(), ErrorText.shown(path)));
    }
    findings.add(
        Finding.found(
            "images: not in %s but at paths below the input, such as %s"
                .formatted(table.file().name(), ErrorText.shown(path))));
  }
}
