package io.anchorage.jobs.table.rows;

import org.apache.parquet.schema.MessageType;

/** The values of one row as read; absent values are null. */
public final class RowValues {
  private final MessageType schema;
  private final Object[] values;

  public RowValues(MessageType schema) {
    this.schema = schema;
    this.values = new Object[schema.getFieldCount()];
  }

  /** Sets the value of the schema's column with the given index. */
  public void set(int index, Object value) {
    values[index] = value;
  }

  /** Returns a column's value, or null if it is absent. */
  @SuppressWarnings("unchecked") // A column's type in the file is that of its values.
  <T> T get(RowColumn<?, T> column) {
    return schema.containsField(column.name())
        ? (T) values[schema.getFieldIndex(column.name())]
        : null;
  }

  /** Returns a column's value, or the given default if it is absent. */
  <T> T get(RowColumn<?, T> column, T absent) {
    T value = get(column);
    return value == null ? absent : value;
  }
}
