package io.anchorage.jobs.table.rows;

import org.apache.parquet.schema.MessageType;

/** The values of one record, by column name; absent ones are null. */
public final class ColumnValues {
  private final MessageType schema;
  private final Object[] values;

  public ColumnValues(MessageType schema) {
    this.schema = schema;
    this.values = new Object[schema.getFieldCount()];
  }

  public void set(int index, Object value) {
    values[index] = value;
  }

  String text(String name) {
    return (String) value(name);
  }

  String text(String name, String absent) {
    Object value = value(name);
    return value == null ? absent : (String) value;
  }

  int integer(String name) {
    return (Integer) value(name);
  }

  int integer(String name, int absent) {
    Object value = value(name);
    return value == null ? absent : (Integer) value;
  }

  long wide(String name) {
    return (Long) value(name);
  }

  float number(String name) {
    return (Float) value(name);
  }

  double precise(String name) {
    return (Double) value(name);
  }

  float[] floats(String name) {
    return (float[]) value(name);
  }

  /** A list of floats, or an empty one if it is absent. */
  float[] floatsOrNone(String name) {
    Object value = value(name);
    return value == null ? new float[0] : (float[]) value;
  }

  private Object value(String name) {
    return values[schema.getFieldIndex(name)];
  }
}
