package io.anchorage.jobs.source.parquet;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.parquet.LabelColumn.Value;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each label occurs in a Parquet table.
 *
 * @param numbers rows by class number, as the table has it
 * @param texts rows by class name
 * @param without rows without a label
 */
record LabelCensus(Map<Integer, Long> numbers, Map<String, Long> texts, long without) {
  /** Reads the column of labels, and no other, from beginning to end. */
  static LabelCensus of(HadoopFiles files, ParquetTable table) {
    if (table.label() == null) {
      return new LabelCensus(Map.of(), Map.of(), table.count());
    }
    String folder = table.label().folder();
    if (!folder.isEmpty()) {
      return new LabelCensus(Map.of(), Map.of(folder, table.count()), 0);
    }
    if (table.label().kind() == LabelColumn.Kind.FOLDER) {
      return new LabelCensus(Map.of(), Map.of(), table.count());
    }
    Map<Integer, Long> numbers = new TreeMap<>();
    Map<String, Long> texts = new TreeMap<>();
    long without = 0;
    String location = table.location();
    try (ParquetRows rows = new ParquetRows(ParquetInput.open(files, location), location)) {
      rows.select(null, table.label());
      for (long row = 0; row < rows.count(); row++) {
        Value value = value(table, rows, row);
        if (value.number() >= 0) {
          numbers.merge(value.number(), 1L, Long::sum);
        } else if (!value.isNone()) {
          texts.merge(value.text(), 1L, Long::sum);
        } else {
          without++;
        }
      }
      return new LabelCensus(numbers, texts, without);
    } catch (IOException | RuntimeException e) {
      throw ParquetInput.unreadable(files, location, e);
    }
  }

  private static Value value(ParquetTable table, ParquetRows rows, long row) throws IOException {
    var group = rows.at(row);
    try {
      return table.label().value(group);
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT,
          "Row %d of %s has no label that can be used: %s; choose another column with source.label-column, or none with source.class-from: none"
              .formatted(row, table.location(), ErrorText.line(e)),
          e);
    }
  }
}
