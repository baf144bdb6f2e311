package io.anchorage.jobs.upkeep;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardFormat;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.jobs.table.shard.ShardWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/** Writes several shards of a table as one; runs on an executor. */
final class MergeTask implements TaskFunction<MergeTask.Merge, ShardEntry> {
  private static final long serialVersionUID = 1;

  private final StorageFolder files;
  private final ShardFormat format;

  /** Shards to merge, and the name of the one that takes their place. */
  record Merge(String name, ArrayList<ShardEntry> shards) implements java.io.Serializable {
    Merge(String name, List<ShardEntry> shards) {
      this(name, new ArrayList<>(shards));
    }
  }

  MergeTask(StorageFolder files, ShardFormat format) {
    this.files = files;
    this.format = format;
  }

  @Override
  public String words() {
    return "merge shards";
  }

  @Override
  public boolean isWorthRetrying(UserException error) {
    return error.kind() == UserException.Kind.OUTPUT;
  }

  @Override
  public ShardEntry call(Merge merge, TaskContext context) {
    FieldTable table = FieldTable.open(files);
    try (ShardWriter writer = ShardWriter.open(format, merge.name())) {
      for (ShardEntry shard : merge.shards()) {
        copyFields(table, shard, writer, context);
        copyFailures(table, shard, writer);
      }
      return writer.finish();
    }
  }

  private static void copyFields(
      FieldTable table, ShardEntry shard, ShardWriter writer, TaskContext context) {
    if (shard.fields() == null) {
      return;
    }
    try (ShardScan<FieldRow> rows = table.rows(shard)) {
      while (rows.hasNext()) {
        if (context.isInterrupted()) {
          throw new TaskKilledException("called off");
        }
        writer.write(rows.next());
      }
    }
  }

  private static void copyFailures(FieldTable table, ShardEntry shard, ShardWriter writer) {
    if (shard.failures() == null) {
      return;
    }
    try (ShardScan<FailureRow> rows = table.failures(shard)) {
      rows.forEachRemaining(writer::write);
    }
  }
}
