package io.anchorage.jobs.experiment;

import io.anchorage.cloud.augment.Augmentation;
import java.util.List;

/**
 * A published table.
 *
 * @param columns column headings
 * @param rows from top to bottom
 */
record TableConfig(List<String> columns, List<Row> rows) {
  /**
   * One row.
   *
   * @param name row heading
   * @param cells one per column
   */
  record Row(String name, List<Cell> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One figure.
   *
   * @param published accuracy in percent, and its standard deviation if that was given; empty for
   *     none
   * @param classifier name of the classifier whose accuracy is shown beside it; empty for none
   * @param on name of the field table that it is scored on; empty for the one that it learnt from
   * @param changes augmentations of each cloud before it is scored, drawn by the cloud's id
   */
  record Cell(List<Double> published, String classifier, String on, List<Augmentation> changes) {
    Cell {
      published = List.copyOf(published);
      changes = List.copyOf(changes);
      if (published.size() > 2) {
        throw new IllegalArgumentException(
            "published must be an accuracy, optionally followed by its standard deviation: "
                + published);
      }
      if (classifier.isEmpty() && (!on.isEmpty() || !changes.isEmpty())) {
        throw new IllegalArgumentException("classifier must be given if on or changes is");
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
