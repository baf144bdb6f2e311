package io.anchorage.jobs.table.rows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * The columns of one kind of file, in order, or a subset of them for reading.
 *
 * @param name the record's name in the file
 * @param <R> type of the rows
 */
public record RowSchema<R>(String name, List<RowColumn<R, ?>> columns) {
  /**
   * Checks that the names of the columns are distinct.
   *
   * @throws IllegalArgumentException if two columns have the same name
   */
  public RowSchema {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (RowColumn<R, ?> column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("Two columns of a table are named " + column.name());
      }
    }
  }

  /** Returns the schema as a Parquet message type. */
  public MessageType parquet() {
    return new MessageType(name, columns.stream().map(RowColumn::parquet).toList());
  }

  /** Writes one record. */
  public void write(R row, RecordConsumer out) {
    out.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).write(row, i, out);
    }
    out.endMessage();
  }
}
