package io.anchorage.jobs.table;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.Compatibility;
import io.anchorage.jobs.table.manifest.FormatVersion;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.ManifestStore;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.SharedFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.manifest.TableOrigin;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.jobs.table.rows.IdMap;
import io.anchorage.jobs.table.shard.ShardFormat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Publishes one run's shards by adding them to the table's manifest, at most about once a second,
 * and finally records how the run ended. Thread-safe. Used on the driver by the holder of the
 * table's lock.
 *
 * <p>If closed without {@link #finish}, it publishes the pending shards and marks the run as
 * failed.
 *
 * <p>Over 300 lines, because all that changes a manifest is here, in the order in which it may
 * happen.
 */
public final class TablePublisher implements AutoCloseable {
  private static final long MILLIS_BETWEEN_WRITES = 1000;

  private final StorageFolder files;
  private final FolderLock lock;
  private final ScheduledExecutorService clock;
  private final List<ShardEntry> waiting = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Manifest manifest;
  private RunEntry run;
  private long mayWriteAt = System.nanoTime();
  private ScheduledFuture<?> nextWrite;
  private RuntimeException broken;
  private boolean finished;
  private boolean isRead;

  private TablePublisher(StorageFolder files, FolderLock lock, Manifest manifest, RunEntry run) {
    this.files = files;
    this.lock = lock;
    this.manifest = manifest;
    this.run = run;
    manifest.shards().forEach(shard -> names.add(shard.name()));
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "table-publisher");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Tests whether a path holds a table, which is to say a manifest.
   *
   * @throws UserException if the path cannot be checked
   */
  public static boolean isTable(StorageFolder files) {
    return files.exists(TableLayout.MANIFEST);
  }

  /**
   * Checks that a path is empty, apart from the leftovers of a run that was killed before it had
   * made a table. Called before long preparations; {@link #create} checks again.
   *
   * @throws UserException if a table could not be created here
   */
  public static void requireEmpty(StorageFolder files) {
    if (isTable(files)) {
      throw new UserException(
          Kind.OUTPUT,
          "%s holds a field table already; continue it with --resume, add new images with --incremental, or choose another --output"
              .formatted(files.root()));
    }
    List<String> others =
        files.list("").stream().filter(name -> !Leftovers.isTables(name)).toList();
    if (!others.isEmpty()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s is not empty and is no field table (it holds %s); choose another --output, or empty it first"
              .formatted(files.root(), others.get(0)));
    }
  }

  /**
   * Makes a new table without rows and begins a run on it.
   *
   * @param shared the parameters shared by all fields
   * @param dataset the dataset's name
   * @param labelNames class names by class number
   * @throws UserException if the path is not empty or cannot be written
   */
  public static TablePublisher create(
      StorageFolder files,
      FolderLock lock,
      TableSpec spec,
      SharedContent shared,
      String dataset,
      List<String> labelNames,
      RunEntry run) {
    return create(files, lock, spec, shared, dataset, labelNames, run, null);
  }

  /**
   * Makes a new table whose fields come from another, and begins a run on it.
   *
   * @param origin the other table; null if fields are fitted
   * @throws UserException if the path is not empty or cannot be written
   */
  public static TablePublisher create(
      StorageFolder files,
      FolderLock lock,
      TableSpec spec,
      SharedContent shared,
      String dataset,
      List<String> labelNames,
      RunEntry run,
      TableOrigin origin) {
    requireEmpty(files);
    lock.ensureHeld();
    files.deleteQuietly(TableLayout.PUBLISHING);
    SharedFile sharedFile = shared.isPresent() ? shared.store(files) : null;
    Manifest manifest =
        new Manifest(
            FormatVersion.CURRENT,
            UUID.randomUUID().toString(),
            spec,
            sharedFile,
            dataset,
            labelNames,
            List.of(),
            List.of(run),
            origin);
    ManifestStore.replace(files, manifest);
    return new TablePublisher(files, lock, manifest, run);
  }

  /**
   * Completes the publication that a killed run may have begun. Call it before a run looks what the
   * table holds, or it plans what was about to be published again.
   */
  public static void complete(StorageFolder files, FolderLock lock) {
    if (!isTable(files)) {
      return;
    }
    lock.ensureHeld();
    Manifest stored = ManifestStore.read(files);
    Manifest completed = Publication.completed(files, stored);
    if (completed.shards().size() > stored.shards().size()) {
      ManifestStore.replace(files, completed);
    }
  }

  /**
   * Begins another run on an existing table.
   *
   * @param spec the specification with which this job would make a table
   * @param labelNames class names by class number: those of the table, and perhaps more
   * @throws UserException if the table was made with another recipe or format
   */
  public static TablePublisher reopen(
      StorageFolder files, FolderLock lock, TableSpec spec, List<String> labelNames, RunEntry run) {
    lock.ensureHeld();
    Manifest stored = ManifestStore.read(files);
    Compatibility.require(files, stored, spec.recipe());
    Manifest manifest = Publication.completed(files, stored);
    List<RunEntry> runs = new ArrayList<>();
    for (RunEntry earlier : manifest.runs()) {
      runs.add(
          earlier.status() == RunEntry.Status.RUNNING
              ? earlier.ended(RunEntry.Status.KILLED, null, earlier.fitSeconds())
              : earlier);
    }
    RunEntry numbered = run.numbered(runs.size() + 1);
    runs.add(numbered);
    Manifest opened = manifest.withRuns(runs).withLabelNames(labelNames);
    ManifestStore.replace(files, opened);
    Leftovers.remove(files, opened);
    return new TablePublisher(files, lock, opened, numbered);
  }

  /**
   * Takes the rows of some images out of the table, whether fields or failures. Call it before the
   * first {@link #publish}.
   *
   * @throws UserException if a shard cannot be read or written again
   */
  public synchronized void drop(IdMap ids) {
    checkUsable();
    if (ids.size() == 0) {
      return;
    }
    replace(new ShardRewrite(FieldTable.of(files, manifest), ids).shards());
  }

  /**
   * Puts other shards with the same rows in the place of some. The old files stay until the next
   * run, for readers that have the manifest of before. Call it before the first {@link #publish}.
   *
   * @param shards all shards of the table
   */
  public synchronized void merge(List<ShardEntry> shards) {
    checkUsable();
    replace(shards);
    isRead = true;
  }

  private void replace(List<ShardEntry> shards) {
    lock.ensureHeld();
    Manifest before = manifest;
    manifest = before.withShards(shards);
    names.clear();
    shards.forEach(shard -> names.add(shard.name()));
    Publication.replace(files, before, manifest);
  }

  /**
   * Takes damaged shards out of the table and puts their files aside, so that their images are
   * missing and can be fitted again. Call it before the first {@link #publish}.
   */
  public synchronized void setAside(Damage damage) {
    checkUsable();
    if (damage.shards().isEmpty()) {
      return;
    }
    lock.ensureHeld();
    // First the files: if the job is killed in between, the table is damaged still.
    Publication.setAside(files, damage.shards());
    manifest = damage.without(FieldTable.of(files, manifest)).manifest();
    damage.shards().forEach(shard -> names.remove(shard.name()));
    ManifestStore.replace(files, manifest);
  }

  /** Returns the name of the file that tells the tasks of a run to end soon. */
  public static String stopSign(int run) {
    return Leftovers.STOP + run;
  }

  /** Returns the manifest as last written, with the pending changes. */
  public synchronized Manifest manifest() {
    return manifest.with(waiting);
  }

  /** Returns the format of this table's shards; sent to the executors. */
  public synchronized ShardFormat format() {
    return ShardFormat.of(files, manifest);
  }

  /** Returns the number of this run, from 1, which prefixes the names of its shards. */
  public synchronized int runNumber() {
    return run.number();
  }

  /**
   * Adds a shard to the table; the manifest lists it within about a second.
   *
   * @throws UserException if an earlier shard could not be published
   */
  public synchronized void publish(ShardEntry shard) {
    checkUsable();
    if (!names.add(shard.name())) {
      throw new IllegalArgumentException("A shard is published twice: " + shard.name());
    }
    waiting.add(shard);
    if (nextWrite == null) {
      nextWrite =
          clock.schedule(
              this::writeLater, Math.max(0, mayWriteAt - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  /**
   * Publishes the pending shards and ends the run.
   *
   * @param status how the run ended
   * @param fitSeconds wall-clock seconds of fitting, excluding preparation and startup
   * @return the table's last manifest
   */
  public synchronized Manifest finish(RunEntry.Status status, double fitSeconds) {
    checkUsable();
    finished = true;
    clock.shutdownNow();
    lock.ensureHeld();
    run = counted().ended(status, Instant.now().truncatedTo(ChronoUnit.MILLIS), fitSeconds);
    write();
    if (!isRead) {
      Leftovers.remove(files, manifest);
    }
    return manifest;
  }

  private synchronized void writeLater() {
    nextWrite = null;
    if (finished || waiting.isEmpty()) {
      return;
    }
    try {
      lock.ensureHeld();
      run = counted();
      write();
    } catch (RuntimeException e) {
      broken = e;
    }
  }

  private RunEntry counted() {
    long fields = run.fields() + waiting.stream().mapToLong(ShardEntry::fieldRows).sum();
    long failed = run.failed() + waiting.stream().mapToLong(ShardEntry::failureRows).sum();
    return run.withCounts(fields, failed);
  }

  private void write() {
    Publication.announce(files, waiting);
    Manifest next = manifest.with(waiting).withLastRun(run);
    ManifestStore.replace(files, next);
    manifest = next;
    waiting.clear();
    mayWriteAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS_BETWEEN_WRITES);
  }

  private void checkUsable() {
    if (broken != null) {
      throw broken;
    }
    if (finished) {
      throw new IllegalStateException("The run on " + files.root() + " has ended");
    }
  }

  @Override
  public synchronized void close() {
    if (!finished && broken == null) {
      finish(RunEntry.Status.FAILED, 0);
    }
    finished = true;
    clock.shutdownNow();
  }
}
