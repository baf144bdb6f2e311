package io.anchorage.jobs.table.shard;

import io.anchorage.jobs.table.rows.RowValues;
import java.io.Closeable;
import java.io.IOException;

/** The rows of one file in their order. */
interface RowSource extends Closeable {
  /** Returns the next row, or null if there is none. */
  RowValues read() throws IOException;
}
