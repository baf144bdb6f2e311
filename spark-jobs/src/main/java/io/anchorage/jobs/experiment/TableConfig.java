package io.anchorage.jobs.experiment;

import io.anchorage.cloud.augment.Augmentation;
import java.util.List;

/**
 * A published table.
 *
 * @param columns their heads
 * @param rows from top to bottom
 */
record TableConfig(List<String> columns, List<Row> rows) {
  /**
   * One row.
   *
   * @param name its head
   * @param cells one a column
   */
  record Row(String name, List<Cell> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One figure.
   *
   * @param published accuracy in per cent, and its standard deviation if that is given; empty for
   *     none
   * @param classifier whose accuracy stands beside it; empty for none
   * @param on the field table that it is scored on; empty for the one that it learnt from
   * @param changes made to each cloud before it is scored, drawn by its id
   */
  record Cell(List<Double> published, String classifier, String on, List<Augmentation> changes) {
    Cell {
      published = List.copyOf(published);
      changes = List.copyOf(changes);
      if (published.size() > 2) {
        throw new IllegalArgumentException(
            "published must be an accuracy and perhaps its deviation: " + published);
      }
      if (classifier.isEmpty() && (!on.isEmpty() || !changes.isEmpty())) {
        throw new IllegalArgumentException("classifier must be given with on and changes");
      }
    }

    static Cell defaults() {
      return new Cell(List.of(), "", "", List.of());
    }
  }

  TableConfig {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  static TableConfig defaults() {
    return new TableConfig(List.of(), List.of());
  }
}
