package io.anchorage.jobs.table;

import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.IdMap;
import io.anchorage.jobs.table.shard.ShardFormat;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.jobs.table.shard.ShardWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes images out of a table: each shard that holds rows of them is written again without these,
 * as new files. The old files stay until the manifest no longer lists them and the run has ended,
 * so that readers are not disturbed.
 */
final class ShardRewrite {
  private final FieldTable table;
  private final IdMap dropped;

  /**
   * Prepares to take images out.
   *
   * @param dropped their ids, with repeat 0
   */
  ShardRewrite(FieldTable table, IdMap dropped) {
    this.table = table;
    this.dropped = dropped;
  }

  /** Returns the table's shards without the images; a shard that held nothing else is gone. */
  List<ShardEntry> shards() {
    ShardFormat format = ShardFormat.of(table.files(), table.manifest());
    List<ShardEntry> kept = new ArrayList<>();
    for (ShardEntry shard : table.manifest().shards()) {
      if (!holdsDropped(shard.fields()) && !holdsDropped(shard.failures())) {
        kept.add(shard);
        continue;
      }
      ShardEntry rest = rest(shard, format);
      if (rest.fields() != null || rest.failures() != null) {
        kept.add(rest);
      }
    }
    return kept;
  }

  private boolean holdsDropped(ShardFile file) {
    if (file == null) {
      return false;
    }
    try (ShardScan<FieldKey> keys = table.keys(List.of(file))) {
      while (keys.hasNext()) {
        if (isDropped(keys.next())) {
          return true;
        }
      }
      return false;
    }
  }

  private ShardEntry rest(ShardEntry shard, ShardFormat format) {
    try (ShardWriter writer = ShardWriter.open(format, shard.name())) {
      if (shard.fields() != null) {
        try (ShardScan<FieldRow> rows = table.rows(List.of(shard.fields()))) {
          while (rows.hasNext()) {
            FieldRow row = rows.next();
            if (!isDropped(row.key())) {
              writer.write(row);
            }
          }
        }
      }
      if (shard.failures() != null) {
        try (ShardScan<FailureRow> rows = table.failures(List.of(shard.failures()))) {
          while (rows.hasNext()) {
            FailureRow row = rows.next();
            if (!isDropped(row.key())) {
              writer.write(row);
            }
          }
        }
      }
      return writer.finish();
    }
  }

  private boolean isDropped(FieldKey key) {
    return dropped.contains(key.id(), 0);
  }
}
