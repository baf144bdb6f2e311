package io.anchorage.jobs.align;

import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.Serializable;

/** What is done to each field of a table; made on the driver and sent to the executors. */
interface RowWork extends Serializable {
  /**
   * Plans what a request asks for.
   *
   * @throws io.anchorage.UserException if the table's fields do not allow it
   */
  static RowWork of(FieldTable table, TableFamily family, AlignRequest.Form form) {
    if (form instanceof AlignRequest.Form.Part part) {
      return CropWork.of(table, family, part);
    }
    return form instanceof AlignRequest.Form.Extended extended
        ? ExtendWork.of(table, family, extended)
        : UnitWork.of(table, family.recipe().fit().family(), form);
  }

  /** The specification of the table to write, from that of the one to read and its recipe. */
  TableSpec spec(TableSpec spec, Recipe recipe);

  /** What is done, in words. */
  String words();

  /** SHA-256 of the parameters of a template; empty if there is none. */
  String templateHash();

  /** Opens the work, with working memory of its own: for one thread. */
  Open open(FieldTable table);

  /** Changes rows, one after the other. */
  interface Open extends AutoCloseable {
    /** The row of the table to write. */
    FieldRow of(FieldRow row, String recipeHash);

    @Override
    void close();
  }
}
