package io.anchorage.jobs.exchange.in;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.exchange.in.ImportTask.Imported;
import io.anchorage.jobs.exchange.in.ImportTask.Shards;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.StepProgress;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.IdMap;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/** Makes a table of fields in other people's files: the job behind the {@code import} command. */
public final class ImportJob {
  private static final int PROGRESS_SECONDS = 10;
  private static final int FILES_PER_BUCKET = 5_000;
  private static final Pattern BUCKET = Pattern.compile("b\\d+of(\\d+)-.*");

  /** A median this far below what is published means that something of the contract is wrong. */
  private static final int DOUBT_DECIBELS = 10;

  private final JavaSparkContext spark;
  private final ImportRequest request;
  private final Interruption interruption;
  private final PrintStream progress;
  private final StorageFolder table;

  private ImportJob(
      JavaSparkContext spark,
      ImportRequest request,
      Interruption interruption,
      PrintStream progress) {
    this.spark = spark;
    this.request = request;
    this.interruption = interruption;
    this.progress = progress;
    this.table = StorageFolder.at(request.output(), spark.hadoopConfiguration());
  }

  /**
   * Runs one request and returns when its fields are published.
   *
   * @param progress gets a progress bar if it is a terminal, otherwise an occasional line
   * @throws UserException for every error that the user can fix
   */
  public static ImportReport run(
      JavaSparkContext spark, ImportRequest request, PrintStream progress) {
    try (Interruption interruption = Interruption.install()) {
      return new ImportJob(spark, request, interruption, progress).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The import was interrupted", e);
    }
  }

  /** The names of the formats, each with a line about it. */
  public static SortedMap<String, String> formats() {
    SortedMap<String, String> words = new TreeMap<>();
    InFormats.all().forEach(format -> words.put(format.name(), format.words()));
    return words;
  }

  private ImportReport run() throws InterruptedException {
    boolean exists = TablePublisher.isTable(table);
    if (exists && !request.resume()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s holds a field table already; go on with it by --resume, or choose another --output"
              .formatted(table.root()));
    }
    if (!exists) {
      TablePublisher.requireEmpty(table);
    }
    SourceConfig config = SourceConfig.defaults();
    ImageSource images =
        request.images().isEmpty()
            ? null
            : ImageSources.open(config, request.images(), spark.hadoopConfiguration(), 0);
    ImportPlan plan = new ImportPlanner(spark, request, images).plan();
    Scoring scoring =
        images == null
            ? null
            : new Scoring(
                images,
                plan.recipe(),
                plan.parameters(),
                config,
                plan.reader() instanceof PublishedReader);
    try (FolderLock lock = FolderLock.acquire(table, spark.sc().applicationId());
        TablePublisher publisher = open(plan, exists, lock)) {
      return run(plan, publisher, scoring);
    }
  }

  private TablePublisher open(ImportPlan plan, boolean exists, FolderLock lock) {
    RunEntry run =
        RunEntry.start(
            exists ? "resume" : "create",
            "imported",
            "format %s from %s".formatted(request.format(), request.input()),
            plan.source(),
            RunEntry.Place.here(spark.version(), spark.master()),
            request.arguments());
    if (!exists) {
      return TablePublisher.create(
          table,
          lock,
          plan.spec(),
          plan.shared(),
          plan.dataset(),
          plan.labelNames(),
          run,
          plan.origin());
    }
    Manifest there = FieldTable.open(table).manifest();
    if (!there.dataset().equals(plan.dataset())) {
      throw new UserException(
          Kind.OUTPUT,
          "%s holds the dataset %s but the input is %s; choose another --output"
              .formatted(table.root(), there.dataset(), plan.dataset()));
    }
    return TablePublisher.reopen(table, lock, plan.spec(), plan.labelNames(), run);
  }

  private ImportReport run(ImportPlan plan, TablePublisher publisher, Scoring scoring)
      throws InterruptedException {
    retry(publisher);
    long present = publisher.manifest().fields();
    ImportCounts counts = new ImportCounts();
    long start = System.nanoTime();
    if (plan.files() != null) {
      files(plan, publisher, scoring, counts);
    } else {
      buckets(plan, publisher, scoring, counts);
    }
    boolean complete = counts.tasks == counts.of;
    publisher.finish(complete ? RunEntry.Status.COMPLETE : RunEntry.Status.CANCELLED, 0);
    double median = counts.psnr.median();
    return new ImportReport(
        table.root(),
        counts.fields,
        present,
        counts.failures,
        counts.failure,
        counts.psnr.total(),
        median,
        counts.own.report(),
        doubt(median, plan),
        (System.nanoTime() - start) * 1e-9,
        !complete);
  }

  private static String doubt(double median, ImportPlan plan) {
    return median < plan.decibels() - DOUBT_DECIBELS
        ? "the median PSNR is %.0f dB where such fits have about %d: the images or the contract are not those of the fields; check --images and the contract's keys (--set fit.family.omega=..., fit.family.variant=..., signal.values=...)"
            .formatted(median, plan.decibels())
        : "";
  }

  /** Takes earlier failures out of the table, so that their files are read again. */
  private void retry(TablePublisher publisher) {
    Manifest manifest = publisher.manifest();
    if (manifest.failures() == 0) {
      return;
    }
    IdMap.Builder failed = IdMap.builder(manifest.failures());
    try (ShardScan<FailureRow> rows = FieldTable.open(table).failures()) {
      while (rows.hasNext()) {
        failed.put(rows.next().id(), 0, 0, 0);
      }
    }
    publisher.drop(failed.build());
  }

  /** One task for each file of many fields that has no shard yet. */
  private void files(
      ImportPlan plan, TablePublisher publisher, Scoring scoring, ImportCounts counts)
      throws InterruptedException {
    Set<String> present =
        publisher.manifest().shards().stream().map(ShardEntry::name).collect(Collectors.toSet());
    List<ForeignFile> missing = new ArrayList<>(plan.files());
    missing.removeIf(file -> present.contains(file.shard()));
    counts.of = missing.size();
    if (missing.isEmpty()) {
      return;
    }
    ImportTask task = task(plan, publisher, new Shards.OfFiles(), scoring);
    try (TaskStream<Imported> stream = TaskStream.start(spark, missing, new OneFile(task))) {
      follow(stream, publisher, counts);
    }
  }

  /** One task for each bucket of small files. */
  private void buckets(
      ImportPlan plan, TablePublisher publisher, Scoring scoring, ImportCounts counts)
      throws InterruptedException {
    JavaRDD<ForeignFile> found = plan.found().persist(StorageLevel.DISK_ONLY());
    try {
      int buckets = bucketsOf(publisher.manifest());
      if (buckets == 0) {
        buckets = (int) Math.max(1, (found.count() + FILES_PER_BUCKET - 1) / FILES_PER_BUCKET);
      }
      counts.of = buckets;
      ImportTask task =
          task(plan, publisher, new Shards.OfBuckets(buckets, publisher.runNumber()), scoring);
      JavaRDD<ForeignFile> parts = FoundFiles.buckets(found, buckets);
      TaskFunction<Iterator<ForeignFile>, Imported> work = task;
      try (TaskStream<Imported> stream = TaskStream.over(spark, parts, work)) {
        follow(stream, publisher, counts);
      }
    } finally {
      found.unpersist();
    }
  }

  /** Into how many buckets the table's first run divided its files; 0 if there was none. */
  private static int bucketsOf(Manifest manifest) {
    for (ShardEntry shard : manifest.shards()) {
      Matcher name = BUCKET.matcher(shard.name());
      if (name.matches()) {
        return Integer.parseInt(name.group(1));
      }
    }
    return 0;
  }

  private ImportTask task(
      ImportPlan plan, TablePublisher publisher, Shards shards, Scoring scoring) {
    return new ImportTask(
        new HadoopFiles(spark.hadoopConfiguration()),
        plan.reader(),
        publisher.format(),
        table,
        plan.spec().recipeHash(),
        shards,
        scoring);
  }

  private void follow(TaskStream<Imported> stream, TablePublisher publisher, ImportCounts counts)
      throws InterruptedException {
    StepProgress steps = new StepProgress("import", "tasks");
    steps.at(0, counts.of, Double.NaN);
    ProgressDisplay display =
        ProgressDisplay.show(progress, Terminal.isInteractive(), PROGRESS_SECONDS, steps);
    try {
      stream.forEach(
          interruption::requested,
          (index, done) -> {
            if (done.shard() != null) {
              publisher.publish(done.shard());
            }
            counts.add(done);
            steps.at(counts.tasks, counts.of, Double.NaN);
          });
    } finally {
      display.close();
    }
  }
}
