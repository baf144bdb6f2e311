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

  private FailureColumns() {}

  /** All columns. */
  public static RowSchema<FailureRow> all() {
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
        row.get(RECIPE_HASH));
  }
}
