package io.anchorage.jobs.table.manifest;

import io.anchorage.jobs.table.rows.FieldKey;
import java.io.Serializable;

/**
 * One Parquet file of a table, as the manifest lists it.
 *
 * @param path relative to the table, with {@code /} as the separator
 * @param rows number of rows
 * @param bytes the file's size
 * @param sha256 SHA-256 of the file, hexadecimal
 * @param minId smallest id, in UTF-8 byte order
 * @param maxId largest id, in UTF-8 byte order
 */
public record ShardFile(
    String path, long rows, long bytes, String sha256, String minId, String maxId)
    implements Serializable {
  /** Tests whether the file may hold a row with this id. */
  public boolean mayHold(String id) {
    return FieldKey.compareIds(minId, id) <= 0 && FieldKey.compareIds(id, maxId) <= 0;
  }
}
