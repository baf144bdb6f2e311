package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.IOException;
import java.io.Serializable;

/** Reads the fields of one file. Sent to executors. */
interface FieldReader extends Serializable {
  /** Receives fields. */
  @FunctionalInterface
  interface Taker {
    void take(FieldRow row) throws IOException;
  }

  /**
   * Reads all fields of a file, which may be more than memory holds.
   *
   * @throws IOException in one line, if the file is damaged or does not belong to the others; then
   *     none of its fields counts
   */
  void read(HadoopFiles files, ForeignFile file, Taker taker) throws IOException;

  /** The key under which a file that cannot be read is among the failures. */
  FieldKey key(ForeignFile file);

  /** The split of a file that cannot be read. */
  String split(ForeignFile file);
}
