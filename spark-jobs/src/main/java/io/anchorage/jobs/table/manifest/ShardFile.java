package io.anchorage.jobs.table.manifest;

import io.anchorage.jobs.table.rows.FieldKey;
import java.io.Serializable;

/**
 * One Parquet file of a table, as the manifest lists it.
 *
 * @param path relative to the table, with {@code /}
 * @param rows number of rows
 * @param bytes the file's size
 * @param sha256 of the file, hexadecimal
 * @param minId smallest id, in the order of UTF-8 bytes
 * @param maxId largest id, in the order of UTF-8 bytes
 */
public record ShardFile(
    String path, long rows, long bytes, String sha256, String minId, String maxId)
    implements Serializable {
  /** Whether the file may hold a row of this id. */
  public boolean mayHold(String id) {
    return FieldKey.compareIds(minId, id) <= 0 && FieldKey.compareIds(id, maxId) <= 0;
  }
}
