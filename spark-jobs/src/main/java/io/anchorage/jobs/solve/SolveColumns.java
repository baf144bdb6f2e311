package io.anchorage.jobs.solve;

import io.anchorage.equation.Case;
import io.anchorage.equation.EquationConfig;
import io.anchorage.field.Column;
import io.anchorage.field.Field;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.jobs.table.rows.FieldColumns;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that a table of solutions adds to the family's. */
final class SolveColumns {
  static final String ERROR = "error";

  private static final String FREQUENCY = "frequency";
  private static final String SPEED = "speed";
  private static final String SOURCE_X = "source_x";
  private static final String SOURCE_Y = "source_y";

  private SolveColumns() {}

  static List<Column> of(EquationConfig equation) {
    List<Column> columns = new ArrayList<>();
    if (equation.axes() > 2) {
      columns.add(
          new Column(
              FieldColumns.FRAMES,
              Column.Type.INT,
              "Extent of the grid's first axis, time; height and width follow."));
    }
    if (equation.varies().contains("frequency")) {
      columns.add(new Column(FREQUENCY, Column.Type.FLOAT, "Angular frequency."));
    }
    if (!equation.readsImages()) {
      columns.add(new Column(SPEED, Column.Type.FLOAT, "Speed of the wave."));
      columns.add(new Column(SOURCE_X, Column.Type.FLOAT, "The source's place along columns."));
      columns.add(new Column(SOURCE_Y, Column.Type.FLOAT, "The source's place along rows."));
    }
    columns.add(
        new Column(
            ERROR,
            Column.Type.FLOAT,
            "|u - r| / |r| over the grid, with r what a principled solver gives or the image."));
    return columns;
  }

  /** A solution and its columns. */
  static Field field(EquationConfig equation, Signal reference, FieldOutcome.Fitted fitted) {
    Map<String, Object> columns = new LinkedHashMap<>();
    if (equation.axes() > 2) {
      columns.put(FieldColumns.FRAMES, reference.grid().extent(0));
    }
    Case numbers = Case.parse(reference.id());
    if (equation.varies().contains("frequency")) {
      columns.put(FREQUENCY, (float) numbers.frequency());
    }
    if (!equation.readsImages()) {
      columns.put(SPEED, (float) numbers.speed());
      columns.put(SOURCE_X, (float) numbers.x());
      columns.put(SOURCE_Y, (float) numbers.y());
    }
    double square = 0;
    for (float value : reference.values()) {
      square += (double) value * value;
    }
    double error = Math.sqrt(fitted.loss() * reference.values().length / square);
    columns.put(ERROR, (float) error);
    return fitted.field().with(columns);
  }
}
