package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.RowColumn;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/** A format of files that hold many fields and describe them. */
interface FieldFileFormat extends Serializable {
  /**
   * Opens a file on the local disk.
   *
   * @param name the file's name in messages
   * @param columns that are asked for; they may be none, for the metadata alone
   */
  FieldFile open(Path file, String name, List<RowColumn<FieldRow, ?>> columns) throws IOException;
}
