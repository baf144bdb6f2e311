package io.anchorage.jobs.report;

import io.anchorage.field.Field;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import java.util.List;

/** Another version of fields, such as clouds that are rotated or mixed. */
public interface FieldChange {
  /** Returns what is done to the fields, for a caption. */
  String words();

  /**
   * Returns the changed fields, in the same order.
   *
   * @param family of the table that the rows are from
   * @throws io.anchorage.UserException if the change is not for such fields, or needs more of them
   */
  List<Field> of(TableFamily family, List<FieldRow> rows);
}
