package io.anchorage.jobs.sql;

import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;

/** Rows read without Spark. */
final class SomeRows {
  private SomeRows() {}

  static FieldRow first(FieldTable table) {
    try (ShardScan<FieldRow> rows = table.rows()) {
      return rows.next();
    }
  }
}
