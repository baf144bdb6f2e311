package io.anchorage.jobs.table.rows;

import io.anchorage.field.Column;
import io.anchorage.field.Field;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.util.ArrayList;
import java.util.List;

/** Makes rows of what a file's columns hold. */
public final class TableColumns {
  private TableColumns() {}

  public static FieldKey key(ColumnValues row) {
    return new FieldKey(row.text(TableSchema.ID), row.integer(TableSchema.REPEAT));
  }

  public static FieldNumbers numbers(String column, ColumnValues row) {
    return new FieldNumbers(key(row), boxed(row.floats(column)));
  }

  public static FieldSummary summary(ColumnValues row) {
    return new FieldSummary(
        row.text(TableSchema.ID),
        row.integer(TableSchema.REPEAT),
        row.integer(TableSchema.LABEL, -1),
        row.text(TableSchema.LABEL_NAME, ""),
        row.text(TableSchema.SPLIT),
        row.integer(TableSchema.WIDTH),
        row.integer(TableSchema.HEIGHT),
        row.integer(TableSchema.CHANNELS),
        row.text(TableSchema.FAMILY),
        row.integer(TableSchema.STEPS),
        row.precise(TableSchema.LOSS),
        row.precise(TableSchema.PSNR),
        row.precise(TableSchema.SSIM),
        row.wide(TableSchema.SEED),
        row.text(TableSchema.ENGINE),
        row.text(TableSchema.RECIPE_HASH),
        row.text(TableSchema.PIXEL_HASH));
  }

  public static FieldRow row(List<Column> columns, ColumnValues row) {
    FieldSummary summary = summary(row);
    Field.Builder field =
        Field.on(
            Grid.image(summary.height(), summary.width()),
            new Normalisation(
                boxed(row.floats(TableSchema.OFFSET)), boxed(row.floats(TableSchema.SCALE))));
    for (Column column : columns) {
      String name = column.name();
      switch (column.type()) {
        case FLOAT -> field.number(name, row.number(name));
        case INT -> field.count(name, row.integer(name));
        case FLOAT_LIST -> field.floats(name, row.floats(name));
        case TEXT -> field.text(name, row.text(name));
      }
    }
    return new FieldRow(summary, field.build(), boxed(row.floatsOrNone(TableSchema.CURVE)));
  }

  public static FailureRow failure(ColumnValues row) {
    return new FailureRow(
        row.text(TableSchema.ID),
        row.text(TableSchema.SPLIT),
        row.integer(TableSchema.REPEAT),
        row.text(TableSchema.STAGE),
        row.text(TableSchema.ERROR),
        row.text(TableSchema.MESSAGE),
        row.text(TableSchema.RECIPE_HASH));
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>(values.length);
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
