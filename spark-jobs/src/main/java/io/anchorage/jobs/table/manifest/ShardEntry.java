package io.anchorage.jobs.table.manifest;

import java.io.Serializable;

/**
 * One shard, which a task writes and checks and the driver publishes.
 *
 * @param name unique in the table
 * @param fields the file of fitted fields; null if the shard has none
 * @param failures the file of failures; null if the shard has none
 */
public record ShardEntry(String name, ShardFile fields, ShardFile failures)
    implements Serializable {
  public long fieldRows() {
    return fields == null ? 0 : fields.rows();
  }

  public long failureRows() {
    return failures == null ? 0 : failures.rows();
  }
}
