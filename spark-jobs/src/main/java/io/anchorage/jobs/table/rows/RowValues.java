package io.anchorage.jobs.table.rows;

import org.apache.parquet.schema.MessageType;

/** The values of one row that was read; absent ones are null. */
public final class RowValues {
  private final MessageType schema;
  private final Object[] values;

  public RowValues(MessageType schema) {
    this.schema = schema;
    this.values = new Object[schema.getFieldCount()];
  }

  /** Takes the value of the schema's column of that index. */
  public void set(int index, Object value) {
    values[index] = value;
  }

  /** A column's value; null if it is absent. */
  @SuppressWarnings("unchecked") // A column's type in the file is that of its values.
  <T> T get(RowColumn<?, T> column) {
    return (T) values[schema.getFieldIndex(column.name())];
  }

  /** A column's value, or another if it is absent. */
  <T> T get(RowColumn<?, T> column, T absent) {
    T value = get(column);
    return value == null ? absent : value;
  }
}
