package io.anchorage.jobs.cluster;

import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.shard.ShardScan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A table that another process makes, looked at from a test. */
record TableOnDisk(Path path) {
  /** Shards that readers see by now; 0 before there is a table. */
  int shards() {
    StorageFolder files = StorageFolder.at(path.toString(), new Configuration());
    return TablePublisher.isTable(files) ? table().manifest().shards().size() : 0;
  }

  long fields() {
    return table().manifest().fields();
  }

  List<RunEntry.Status> runs() {
    return table().manifest().runs().stream().map(RunEntry::status).toList();
  }

  String hash() {
    return table().parametersSha256();
  }

  List<FieldKey> keys() {
    List<FieldKey> keys = new ArrayList<>();
    try (ShardScan<FieldKey> scan = table().keys()) {
      scan.forEachRemaining(keys::add);
    }
    return keys;
  }

  FieldTable table() {
    return FieldTable.open(StorageFolder.at(path.toString(), new Configuration()));
  }
}
