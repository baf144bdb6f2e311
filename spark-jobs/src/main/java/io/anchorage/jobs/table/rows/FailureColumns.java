package io.anchorage.jobs.table.rows;

import java.util.List;

/** The columns of a table's files of failures. */
public final class FailureColumns {
  private static final RowColumn<FailureRow, String> ID = FieldColumns.ID.in(FailureRow::id);
  private static final RowColumn<FailureRow, String> SPLIT =
      FieldColumns.SPLIT.in(FailureRow::split);
  private static final RowColumn<FailureRow, Integer> REPEAT =
      FieldColumns.REPEAT.in(FailureRow::repeat);
  private static final RowColumn<FailureRow, String> STAGE =
      RowColumn.text("stage", FailureRow::stage);
  private static final RowColumn<FailureRow, String> ERROR =
      RowColumn.text("error", FailureRow::error);
  private static final RowColumn<FailureRow, String> MESSAGE =
      RowColumn.text("message", FailureRow::message);
  private static final RowColumn<FailureRow, String> RECIPE_HASH =
      FieldColumns.RECIPE_HASH.in(FailureRow::recipeHash);

  private static final RowColumn<FailureRow, Long> INPUT_BYTES =
      FieldColumns.INPUT_BYTES.in(row -> row.inputBytes() < 0 ? null : row.inputBytes());
  private static final RowColumn<FailureRow, Long> INPUT_TIME =
      FieldColumns.INPUT_TIME.in(row -> row.inputTime() < 0 ? null : row.inputTime());

  private FailureColumns() {}

  /** All columns. */
  public static RowSchema<FailureRow> all() {
    return new RowSchema<>(
        "failure",
        List.of(ID, SPLIT, REPEAT, STAGE, ERROR, MESSAGE, RECIPE_HASH, INPUT_BYTES, INPUT_TIME));
  }

  /** The columns of a table whose format is older than 1.2. */
  public static RowSchema<FailureRow> withoutInput() {
    return new RowSchema<>(
        "failure", List.of(ID, SPLIT, REPEAT, STAGE, ERROR, MESSAGE, RECIPE_HASH));
  }

  public static FailureRow row(RowValues row) {
    return new FailureRow(
        row.get(ID),
        row.get(SPLIT),
        row.get(REPEAT),
        row.get(STAGE),
        row.get(ERROR),
        row.get(MESSAGE),
        row.get(RECIPE_HASH),
        row.get(INPUT_BYTES, -1L),
        row.get(INPUT_TIME, -1L));
  }
}
