package io.anchorage.jobs.table.rows;

import io.anchorage.field.Field;
import io.anchorage.signal.Grid;
import java.util.List;

/**
 * One row of a field table.
 *
 * @param summary the field's description; width, height and channels are the field's own
 * @param field the field, on the grid of an image, perhaps with time before it
 * @param curve the training loss at the recipe's chosen steps; empty if it chose none
 */
public record FieldRow(FieldSummary summary, Field field, List<Float> curve) {
  public FieldRow {
    curve = List.copyOf(curve);
    Grid grid = Grid.image(summary.height(), summary.width());
    if (!image(field).equals(grid.extents()) || field.channels() != summary.channels()) {
      throw new IllegalArgumentException(
          "Row %s says %s with %d channels but its field has %s with %d"
              .formatted(
                  summary.id(),
                  grid.extents(),
                  summary.channels(),
                  field.grid().extents(),
                  field.channels()));
    }
  }

  /** The extents of rows and columns. */
  private static List<Integer> image(Field field) {
    List<Integer> extents = field.grid().extents();
    return extents.subList(Math.max(0, extents.size() - 2), extents.size());
  }

  public FieldKey key() {
    return summary.key();
  }
}
