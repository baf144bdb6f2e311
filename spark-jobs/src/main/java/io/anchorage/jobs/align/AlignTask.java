package io.anchorage.jobs.align;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardFormat;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.jobs.table.shard.ShardWriter;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/** Writes one shard of a table again, with its fields in another form; runs on an executor. */
final class AlignTask implements TaskFunction<ShardEntry, ShardEntry> {
  private static final long serialVersionUID = 1;

  private final StorageFolder source;
  private final RowWork work;
  private final ShardFormat format;
  private final String recipeHash;

  /**
   * @param source the table to read
   * @param format of the table to write
   * @param recipeHash its recipe's
   */
  AlignTask(StorageFolder source, RowWork work, ShardFormat format, String recipeHash) {
    this.source = source;
    this.work = work;
    this.format = format;
    this.recipeHash = recipeHash;
  }

  /** The name of the shard that is made of another; it changes with the other's content. */
  static String name(ShardEntry shard) {
    ShardFile file = shard.fields() == null ? shard.failures() : shard.fields();
    return shard.name() + "-" + TableLayout.shortHash(file.sha256());
  }

  @Override
  public String words() {
    return "change fields";
  }

  @Override
  public boolean isWorthRetrying(UserException error) {
    return error.kind() == UserException.Kind.OUTPUT;
  }

  @Override
  public ShardEntry call(ShardEntry shard, TaskContext context) {
    FieldTable table = FieldTable.open(source);
    try (RowWork.Open change = work.open(table);
        ShardWriter writer = ShardWriter.open(format, name(shard))) {
      if (shard.fields() != null) {
        try (ShardScan<FieldRow> rows = table.rows(shard)) {
          while (rows.hasNext()) {
            if (context.isInterrupted()) {
              throw new TaskKilledException("called off");
            }
            writer.write(change.of(rows.next(), recipeHash));
          }
        }
      }
      if (shard.failures() != null) {
        try (ShardScan<FailureRow> rows = table.failures(shard)) {
          while (rows.hasNext()) {
            writer.write(rows.next().withRecipeHash(recipeHash));
          }
        }
      }
      return writer.finish();
    }
  }
}
