package io.anchorage.jobs.sql;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.Column;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.UnitImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** A field that is a row of a query, with all the columns that it needs to be evaluated. */
record FieldOfRow(OpenTables.Opened opened, Field field) {
  /**
   * Reads the field of a row.
   *
   * @throws UserException if the row lacks a column
   */
  static FieldOfRow of(Row row) {
    OpenTables.Opened opened =
        OpenTables.get(text(row, SqlSchema.TABLE_PATH), text(row, SqlSchema.TABLE_ID));
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column column : opened.family().family().columns()) {
      Object value = value(row, column.name());
      values.put(
          column.name(),
          column.type() == Column.Type.FLOAT_LIST ? floats(row, column.name()) : value);
    }
    Field field =
        Field.on(
                Grid.image(count(row, "height"), count(row, "width")),
                new Normalisation(
                    boxed(row, "normalisation_offset"), boxed(row, "normalisation_scale")))
            .build()
            .with(values);
    return new FieldOfRow(opened, field);
  }

  /** Returns the manifest of the table that a row is of. */
  static Manifest manifest(Row row) {
    return OpenTables.get(text(row, SqlSchema.TABLE_PATH), text(row, SqlSchema.TABLE_ID))
        .table()
        .manifest();
  }

  /**
   * Draws the field on a grid of any size over the same image: at the centres of its pixels,
   * clamped to the centres of the outermost pixels of the fitted grid.
   *
   * @return [channels][height][width], on the unit scale, clamped to [0, 1]
   */
  float[] render(int height, int width) {
    if (height < 1 || width < 1 || (long) height * width * field.channels() > Integer.MAX_VALUE) {
      throw new UserException(
          Kind.CONFIG,
          "anchorage_render needs a height and a width from 1, of fewer than 2^31 samples: %d, %d"
              .formatted(height, width));
    }
    float[][] axes = new float[2][height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        axes[0][y * width + x] = centre(y, height, field.grid().extent(0));
        axes[1][y * width + x] = centre(x, width, field.grid().extent(1));
      }
    }
    return UnitImage.samples(values(axes), field.normalisation());
  }

  private static float centre(int pixel, int pixels, int extent) {
    float at = (pixel + 0.5f) * extent / pixels - 0.5f;
    return Math.max(0f, Math.min(extent - 1f, at));
  }

  /**
   * Evaluates the field anywhere.
   *
   * @param axes [2][points], rows and columns in pixels of the fitted grid, from 0
   * @return [channels][points], on the unit scale, not clamped
   */
  float[] evaluate(float[][] axes) {
    float[] values = values(axes);
    int points = axes[0].length;
    for (int i = 0; i < values.length; i++) {
      values[i] = field.normalisation().toUnit(i / points, values[i]);
    }
    return values;
  }

  private float[] values(float[][] axes) {
    return opened
        .family()
        .family()
        .evaluate(
            opened.family().recipe().fit().family(),
            opened.family().shared(),
            field,
            new Coordinates(axes));
  }

  static int count(Row row, String column) {
    return ((Number) value(row, column)).intValue();
  }

  private static String text(Row row, String column) {
    return (String) value(row, column);
  }

  private static float[] floats(Row row, String column) {
    List<Float> boxed = boxed(row, column);
    float[] values = new float[boxed.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = boxed.get(i);
    }
    return values;
  }

  private static List<Float> boxed(Row row, String column) {
    value(row, column);
    return row.getList(row.fieldIndex(column));
  }

  private static Object value(Row row, String column) {
    if (row.schema() == null || !Arrays.asList(row.schema().fieldNames()).contains(column)) {
      throw new UserException(
          Kind.CONFIG,
          "The row has no column %s; give all columns, struct(*), of a table read with format anchorage"
              .formatted(column));
    }
    return row.get(row.fieldIndex(column));
  }
}
