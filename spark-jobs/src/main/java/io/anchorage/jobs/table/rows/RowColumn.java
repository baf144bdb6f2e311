package io.anchorage.jobs.table.rows;

import io.anchorage.field.Column;
import java.util.function.Function;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * One column of a Parquet file: its name and type, and how its value is obtained from a row when
 * writing and looked up in a row when reading.
 *
 * @param <R> type of the rows
 * @param <T> type of the values
 */
public final class RowColumn<R, T> {
  private final String name;
  private final ColumnType type;
  private final boolean required;
  private final Function<? super R, ? extends T> value;

  private RowColumn(
      String name, ColumnType type, boolean required, Function<? super R, ? extends T> value) {
    this.name = name;
    this.type = type;
    this.required = required;
    this.value = value;
  }

  /** Makes a required column of text. */
  public static <R> RowColumn<R, String> text(String name, Function<R, String> value) {
    return new RowColumn<>(name, ColumnType.TEXT, true, value);
  }

  /** Makes a required column of 32-bit integers. */
  public static <R> RowColumn<R, Integer> integer(String name, Function<R, Integer> value) {
    return new RowColumn<>(name, ColumnType.INT, true, value);
  }

  /** Makes a required column of 64-bit integers. */
  public static <R> RowColumn<R, Long> wide(String name, Function<R, Long> value) {
    return new RowColumn<>(name, ColumnType.LONG, true, value);
  }

  /** Makes a required column of 32-bit floating-point numbers. */
  public static <R> RowColumn<R, Float> number(String name, Function<R, Float> value) {
    return new RowColumn<>(name, ColumnType.NUMBER, true, value);
  }

  /** Makes a required column of 64-bit floating-point numbers. */
  public static <R> RowColumn<R, Double> precise(String name, Function<R, Double> value) {
    return new RowColumn<>(name, ColumnType.PRECISE, true, value);
  }

  /** Makes a required column of lists of 32-bit floating-point numbers, which may be empty. */
  public static <R> RowColumn<R, float[]> numbers(String name, Function<R, float[]> value) {
    return new RowColumn<>(name, ColumnType.NUMBERS, true, value);
  }

  /** Makes a required column for one that a family adds to a table. */
  static RowColumn<FieldRow, Object> of(Column column) {
    return new RowColumn<>(
        column.name(),
        ColumnType.of(column.type()),
        true,
        row -> row.field().column(column.name()));
  }

  /** Returns this column as an optional one, absent from rows where its value is null. */
  public RowColumn<R, T> optional() {
    return new RowColumn<>(name, type, false, value);
  }

  /** Returns this column for another type of row. */
  public <S> RowColumn<S, T> in(Function<? super S, ? extends T> otherValue) {
    return new RowColumn<>(name, type, required, otherValue);
  }

  public String name() {
    return name;
  }

  /** Returns the type of the column's values. */
  public ColumnType type() {
    return type;
  }

  /** Whether each row has a value. */
  public boolean isRequired() {
    return required;
  }

  /** Returns the column's value in a row to be written; null if it is absent. */
  public T of(R row) {
    return value.apply(row);
  }

  boolean isList() {
    return type == ColumnType.NUMBERS;
  }

  Type parquet() {
    return type.named(name, required ? Repetition.REQUIRED : Repetition.OPTIONAL);
  }

  /** Writes the column's field of a record if the row has a value. */
  void write(R row, int index, RecordConsumer out) {
    T written = value.apply(row);
    if (written != null) {
      out.startField(name, index);
      type.write(written, out);
      out.endField(name, index);
    } else if (required) {
      throw new IllegalArgumentException("A row has no value for column " + name);
    }
  }
}
