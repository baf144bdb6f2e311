package io.anchorage.jobs.upkeep;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.StepProgress;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.ShardEntry;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Merges the small shards of a table: the job behind {@code compact}. All merged shards take the
 * place of the others at once, and the old files stay for readers that have the manifest of before,
 * until the next run on the table.
 */
public final class CompactJob {
  private static final int PROGRESS_SECONDS = 10;

  private final JavaSparkContext spark;
  private final StorageFolder files;
  private final long target;
  private final Interruption interruption;
  private final PrintStream progress;

  private CompactJob(
      JavaSparkContext spark,
      StorageFolder files,
      long target,
      Interruption interruption,
      PrintStream progress) {
    this.spark = spark;
    this.files = files;
    this.target = target;
    this.interruption = interruption;
    this.progress = progress;
  }

  /**
   * Merges shards of a table.
   *
   * @param table any Hadoop path
   * @param target size of a merged shard in bytes, at most; shards of half of it and more stay
   * @param progress gets a progress bar if it is a terminal, otherwise an occasional line
   * @throws UserException for every error that the user can fix
   */
  public static CompactReport run(
      JavaSparkContext spark, String table, long target, PrintStream progress) {
    StorageFolder files = StorageFolder.at(table, spark.hadoopConfiguration());
    try (Interruption interruption = Interruption.install()) {
      return new CompactJob(spark, files, target, interruption, progress).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The compaction was interrupted", e);
    }
  }

  /**
   * Tests without a Spark context whether a table has shards to merge.
   *
   * @throws UserException if there is no such table
   */
  public static boolean isWorthwhile(FieldTable table, long target) {
    return !ShardGroups.of(table.manifest().shards(), target).isEmpty();
  }

  private CompactReport run() throws InterruptedException {
    FieldTable.open(files);
    try (FolderLock lock = FolderLock.acquire(files, spark.sc().applicationId())) {
      Manifest manifest = FieldTable.open(files).manifest();
      try (TablePublisher publisher =
          TablePublisher.reopen(
              files, lock, manifest.spec(), manifest.labelNames(), entry(manifest))) {
        return run(publisher);
      }
    }
  }

  private RunEntry entry(Manifest manifest) {
    return RunEntry.start(
        "compact",
        "none",
        "rows are copied",
        manifest.lastRun().source(),
        RunEntry.Place.here(spark.version(), spark.master()),
        List.of("compact", files.root()));
  }

  private CompactReport run(TablePublisher publisher) throws InterruptedException {
    List<ShardEntry> shards = publisher.manifest().shards();
    List<MergeTask.Merge> merges = new ArrayList<>();
    for (List<ShardEntry> group : ShardGroups.of(shards, target)) {
      merges.add(
          new MergeTask.Merge("r%03d-%05d".formatted(publisher.runNumber(), merges.size()), group));
    }
    long start = System.nanoTime();
    List<ShardEntry> merged =
        merges.isEmpty() ? List.of() : merged(merges, new MergeTask(files, publisher.format()));
    boolean complete = merged.size() == merges.size();
    if (complete && !merges.isEmpty()) {
      publisher.merge(after(shards, merges, merged));
    }
    Manifest now =
        publisher.finish(complete ? RunEntry.Status.COMPLETE : RunEntry.Status.CANCELLED, 0);
    return new CompactReport(
        files.root(),
        shards.size(),
        now.shards().size(),
        complete ? merges.stream().mapToInt(merge -> merge.shards().size()).sum() : 0,
        complete ? merged.stream().mapToLong(ShardEntry::fieldRows).sum() : 0,
        complete ? merged.stream().mapToLong(ShardGroups::bytes).sum() : 0,
        (System.nanoTime() - start) * 1e-9,
        !complete);
  }

  private List<ShardEntry> merged(List<MergeTask.Merge> merges, MergeTask task)
      throws InterruptedException {
    List<ShardEntry> merged = new ArrayList<>();
    StepProgress steps = new StepProgress("compact", "shards");
    steps.at(0, merges.size(), Double.NaN);
    ProgressDisplay display =
        ProgressDisplay.show(progress, Terminal.isInteractive(), PROGRESS_SECONDS, steps);
    try (TaskStream<ShardEntry> stream = TaskStream.start(spark, merges, task)) {
      stream.forEach(
          interruption::requested,
          (index, shard) -> {
            merged.add(shard);
            steps.at(merged.size(), merges.size(), Double.NaN);
          });
    } finally {
      display.close();
    }
    return merged;
  }

  /** The shards that were not merged, in their order, and then the merged ones by name. */
  private static List<ShardEntry> after(
      List<ShardEntry> shards, List<MergeTask.Merge> merges, List<ShardEntry> merged) {
    Set<ShardEntry> gone = new HashSet<>();
    merges.forEach(merge -> gone.addAll(merge.shards()));
    List<ShardEntry> after = new ArrayList<>(shards);
    after.removeIf(gone::contains);
    merged.stream().sorted((a, b) -> a.name().compareTo(b.name())).forEach(after::add);
    return after;
  }
}
