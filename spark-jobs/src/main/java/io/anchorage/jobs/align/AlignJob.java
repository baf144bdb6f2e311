package io.anchorage.jobs.align;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.StepProgress;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.TableOrigin;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a table's fields in another form: the jobs behind {@code align}, {@code crop}, {@code
 * extend}.
 */
public final class AlignJob {
  private static final Logger LOG = LoggerFactory.getLogger(AlignJob.class);
  private static final int PROGRESS_SECONDS = 10;

  private final JavaSparkContext spark;
  private final AlignRequest request;
  private final Interruption interruption;
  private final PrintStream progress;
  private final StorageFolder source;
  private final StorageFolder files;

  private AlignJob(
      JavaSparkContext spark,
      AlignRequest request,
      Interruption interruption,
      PrintStream progress) {
    this.spark = spark;
    this.request = request;
    this.interruption = interruption;
    this.progress = progress;
    this.source = StorageFolder.at(request.input(), spark.hadoopConfiguration());
    this.files = StorageFolder.at(request.output(), spark.hadoopConfiguration());
  }

  /**
   * Runs one request and returns when its fields are published.
   *
   * @param progress gets a progress bar if it is a terminal, otherwise an occasional line
   * @throws UserException for every error that the user can fix
   */
  public static AlignReport run(
      JavaSparkContext spark, AlignRequest request, PrintStream progress) {
    try (Interruption interruption = Interruption.install()) {
      return new AlignJob(spark, request, interruption, progress).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The alignment was interrupted", e);
    }
  }

  private AlignReport run() throws InterruptedException {
    FieldTable table = FieldTable.open(source);
    TableFamily family = TableFamily.of(table);
    RowWork work = RowWork.of(table, family, request.form());
    TableSpec spec = work.spec(table.manifest().spec(), family.recipe());
    requireOutput(table);
    LOG.info("Fields of {} are written to {}, {}", source.root(), files.root(), work.words());
    try (FolderLock lock = FolderLock.acquire(files, spark.sc().applicationId());
        TablePublisher publisher = open(table, spec, work, lock)) {
      return run(table, spec, work, publisher);
    }
  }

  /** Checks the output before anything is written. */
  private void requireOutput(FieldTable table) {
    boolean exists = TablePublisher.isTable(files);
    if (exists && !request.resume()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s holds a field table already; go on with it by --resume, or choose another --output"
              .formatted(files.root()));
    }
    if (!exists) {
      TablePublisher.requireEmpty(files);
      return;
    }
    Manifest begun = FieldTable.open(files).manifest();
    String tableId = table.manifest().tableId();
    if (begun.origin() == null || !begun.origin().tableId().equals(tableId)) {
      throw new UserException(
          Kind.OUTPUT,
          "%s was not made from %s; give the table that it was made from, or choose another --output"
              .formatted(files.root(), source.root()));
    }
    Set<String> known =
        table.manifest().shards().stream().map(AlignTask::name).collect(Collectors.toSet());
    if (!begun.shards().stream().allMatch(shard -> known.contains(shard.name()))) {
      throw new UserException(
          Kind.OUTPUT,
          "%s has fields that %s has no longer; choose another --output"
              .formatted(files.root(), source.root()));
    }
  }

  private TablePublisher open(FieldTable table, TableSpec spec, RowWork work, FolderLock lock) {
    Manifest from = table.manifest();
    Kernels kernels = KernelProviders.best();
    boolean exists = TablePublisher.isTable(files);
    RunEntry run =
        RunEntry.start(
            exists ? "resume" : "create",
            kernels.name(),
            "%s; %s".formatted(work.words(), kernels.description()),
            // Where the images are, for whoever compares the fields with them.
            from.lastRun().source(),
            RunEntry.Place.here(spark.version(), spark.master()),
            request.arguments());
    return exists
        ? TablePublisher.reopen(files, lock, spec, from.labelNames(), run)
        : TablePublisher.create(
            files,
            lock,
            spec,
            SharedContent.of(table),
            from.dataset(),
            from.labelNames(),
            run,
            new TableOrigin(
                source.absolute(request.input()), from.tableId(), from.spec().recipeHash()));
  }

  private AlignReport run(FieldTable table, TableSpec spec, RowWork work, TablePublisher publisher)
      throws InterruptedException {
    Set<String> present = new HashSet<>();
    publisher.manifest().shards().forEach(shard -> present.add(shard.name()));
    long there = publisher.manifest().fields();
    List<ShardEntry> missing = new ArrayList<>(table.manifest().shards());
    missing.removeIf(shard -> present.contains(AlignTask.name(shard)));
    Counts counts = new Counts();
    long start = System.nanoTime();
    if (!missing.isEmpty()) {
      align(
          missing,
          new AlignTask(source, work, publisher.format(), spec.recipeHash()),
          publisher,
          counts);
    }
    boolean complete = counts.shards == missing.size();
    publisher.finish(complete ? RunEntry.Status.COMPLETE : RunEntry.Status.CANCELLED, 0);
    return new AlignReport(
        files.root(),
        work.words(),
        work.templateHash(),
        counts.fields,
        there,
        counts.failures,
        (System.nanoTime() - start) * 1e-9,
        !complete);
  }

  /** What has been published. */
  private static final class Counts {
    private int shards;
    private long fields;
    private long failures;
  }

  private void align(
      List<ShardEntry> shards, AlignTask task, TablePublisher publisher, Counts counts)
      throws InterruptedException {
    int of = Math.toIntExact(shards.stream().mapToLong(ShardEntry::fieldRows).sum());
    StepProgress steps = new StepProgress(request.arguments().get(0), "fields");
    steps.at(0, of, Double.NaN);
    ProgressDisplay display =
        ProgressDisplay.show(progress, Terminal.isInteractive(), PROGRESS_SECONDS, steps);
    try (TaskStream<ShardEntry> stream = TaskStream.start(spark, shards, task)) {
      stream.forEach(
          interruption::requested,
          (index, shard) -> {
            publisher.publish(shard);
            counts.shards++;
            counts.fields += shard.fieldRows();
            counts.failures += shard.failureRows();
            steps.at((int) counts.fields, of, Double.NaN);
          });
    } finally {
      display.close();
    }
  }
}
