package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.Kinds;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.jobs.cluster.ExecutorEngines;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.TaskThreads;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.NumberedClasses;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.RunSource;
import io.anchorage.jobs.table.manifest.TableSpec;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits a dataset of images into a field table: the job behind the {@code fit} command. */
public final class FitJob {
  private static final Logger LOG = LoggerFactory.getLogger(FitJob.class);

  private final JavaSparkContext spark;
  private final FitRequest request;
  private final FitSubject subject;
  private final Interruption interruption;
  private final StorageFolder files;
  private final PrintStream progress;

  private FitJob(
      JavaSparkContext spark,
      FitRequest request,
      FitSubject subject,
      Interruption interruption,
      PrintStream progress) {
    this.spark = spark;
    this.request = request;
    this.subject = subject;
    this.interruption = interruption;
    this.progress = progress;
    this.files = StorageFolder.at(request.output(), spark.hadoopConfiguration());
  }

  /**
   * Runs one request and returns when its fields are published.
   *
   * @throws UserException for every error that the user can fix
   */
  public static FitReport run(JavaSparkContext spark, FitRequest request) {
    return run(spark, request, System.err);
  }

  /**
   * Runs one request and reports its progress.
   *
   * @param progress receives a progress bar if it is a terminal, otherwise an occasional line
   */
  static FitReport run(JavaSparkContext spark, FitRequest request, PrintStream progress) {
    FitRequest named = StartFile.named(request, spark.hadoopConfiguration());
    return run(spark, named, new ImageSubject(named.config()), progress);
  }

  /**
   * Runs one request for the given subject.
   *
   * @param progress receives a progress bar if it is a terminal, otherwise an occasional line
   * @throws UserException for every error that the user can fix
   */
  public static FitReport run(
      JavaSparkContext spark, FitRequest request, FitSubject subject, PrintStream progress) {
    try (Interruption interruption = Interruption.install()) {
      return new FitJob(spark, request, subject, interruption, progress).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The fit was interrupted", e);
    }
  }

  private FitReport run() throws InterruptedException {
    Engines.require(request.engineName(), subject.fit());
    boolean elsewhere = !spark.isLocal() && Engines.isOnDevice(request.engineName());
    // The driver may have no GPU, so it does its own preparation on the CPU.
    Engine engine = ExecutorEngines.of(elsewhere ? "auto" : request.engineName());
    TableBefore.require(files, request.mode());
    SourceConfig opened = sourceConfig();
    ImageSource images = subject.open(opened, request.input(), spark.hadoopConfiguration());
    images
        .findings()
        .forEach(finding -> LOG.info("{}: {}", finding.kind().words(), finding.text()));
    LOG.debug("Effective config:\n{}", subject.yaml());
    String described = EngineCheck.onExecutors(spark, request.engineName());
    try (FolderLock lock = FolderLock.acquire(files, spark.sc().applicationId())) {
      TablePublisher.complete(files, lock);
      TableBefore before =
          TableBefore.open(
              files,
              request.mode(),
              subject,
              images.dataset(),
              new FileChecks(spark, files, interruption::requested));
      ImageSource numbered = NumberedClasses.of(images, before.labelNames());
      FitInputs inputs =
          subject.prepare(
              new FitSubject.Circumstances(
                  spark,
                  request,
                  engine,
                  numbered,
                  before.table(),
                  interruption::requested,
                  progress));
      RunEntry entry =
          elsewhere
              ? entry(opened, request.engineName(), described)
              : entry(opened, engine.name(), engine.description());
      return run(entry, numbered, before, inputs, lock);
    } catch (CancellationException e) {
      return FitReport.ofNothing(files.root(), FitReport.End.CANCELLED, 0, 0, List.of());
    }
  }

  private FitReport run(
      RunEntry entry, ImageSource images, TableBefore before, FitInputs inputs, FolderLock lock)
      throws InterruptedException {
    ImageSource source = subject.items(images);
    Growth growth =
        Growth.of(
            before.table(),
            source,
            request.selection().of(subject::itemsOf),
            request,
            spark,
            interruption::requested);
    TaskPlan plan = plan(source, growth::isDone);
    List<Finding> findings = new ArrayList<>(source.findings());
    findings.addAll(growth.findings());
    before.finding().ifPresent(findings::add);
    if (before.isUpToDate(source, entry) && growth.dropped().size() == 0 && plan.images() == 0) {
      LOG.info(
          "{} holds all {} {}: nothing is written", files.root(), plan.present(), subject.unit());
      return FitReport.ofNothing(
          files.root(), FitReport.End.COMPLETE, plan.selected(), plan.present(), findings);
    }
    TableSpec spec = inputs.spec();
    try (TablePublisher publisher =
        before.table() == null
            ? TablePublisher.create(
                files, lock, spec, inputs.content(), source.dataset(), source.labelNames(), entry)
            : TablePublisher.reopen(files, lock, spec, source.labelNames(), entry)) {
      publisher.setAside(before.damage());
      publisher.drop(growth.dropped());
      LOG.info(
          "{} {} in {} tasks, {} already in {}",
          plan.images(),
          subject.unit(),
          plan.tasks().size(),
          plan.present(),
          files.root());
      return run(source, inputs, spec, plan, publisher, findings);
    }
  }

  private FitReport run(
      ImageSource source,
      FitInputs inputs,
      TableSpec spec,
      TaskPlan plan,
      TablePublisher publisher,
      List<Finding> findings)
      throws InterruptedException {
    FitSetup setup =
        new FitSetup(
            source,
            subject.fit(),
            inputs.targets(),
            inputs.shared(),
            request.engineName(),
            publisher.format(),
            spec.recipeHash(),
            new StopSign(files, publisher.runNumber()),
            publisher.runNumber());
    FailureBudget budget = new FailureBudget(request.config().run().failureBudget(), plan.images());
    ShardRun run =
        new ShardRun(
            spark, publisher, budget, interruption, progress, files.root(), subject.unit());
    try {
      run.run(setup, plan, request.config().run().progressSeconds());
    } catch (RuntimeException e) {
      endAfter(e, publisher, run.seconds());
      throw e;
    }
    boolean complete = run.counts().images() == plan.images();
    if (!complete) {
      // Printed here, too, since a process that is shutting down may not get to its summary.
      progress.printf(
          "cancelled: %d of %d %s are in %s; the same command with --resume goes on%n",
          plan.present() + run.counts().images(), plan.selected(), subject.unit(), files.root());
    }
    publisher.finish(
        complete ? RunEntry.Status.COMPLETE : RunEntry.Status.CANCELLED, run.seconds());
    run.record().write(files, publisher.runNumber());
    return new FitReport(
        files.root(),
        complete ? FitReport.End.COMPLETE : FitReport.End.CANCELLED,
        plan.selected(),
        plan.present(),
        run.fields(),
        run.counts().failed(),
        run.counts().meanPsnr(),
        run.scores().of(ShardRows.SSIM),
        run.seconds(),
        run.engines(),
        run.phases(),
        findings,
        taskScores(run.scores()),
        true);
  }

  /**
   * Publishes what was done before an error, and makes sure that this error is the one reported.
   */
  private static void endAfter(RuntimeException error, TablePublisher publisher, double seconds) {
    try {
      publisher.finish(RunEntry.Status.FAILED, seconds);
    } catch (RuntimeException e) {
      error.addSuppressed(e);
    }
  }

  private TaskPlan plan(ImageSource source, Predicate<String> done) {
    TaskPlanner planner =
        new TaskPlanner(
            request.selection().of(subject::itemsOf), done, subject.seconds(request.engineName()));
    if (request.partitions() > 0) {
      return planner.into(source::items, request.partitions());
    }
    int taskCpus = spark.getConf().getInt("spark.task.cpus", 1);
    return planner.byTime(
        source::items,
        (double) request.config().run().taskSeconds() * taskCpus,
        TaskThreads.slots(spark),
        subject.fit().repeats());
  }

  /** The source as configured; a table that exists says how images in files of many are named. */
  private SourceConfig sourceConfig() {
    SourceConfig config = request.config().source();
    return TablePublisher.isTable(files)
        ? TableSource.of(config, FieldTable.open(files).manifest())
        : config;
  }

  private RunEntry entry(SourceConfig opened, String engine, String description) {
    return RunEntry.start(
        request.mode().name().toLowerCase(Locale.ROOT),
        engine,
        description,
        RunSource.of(
            request.input().isEmpty() ? "" : files.absolute(request.input()),
            request.selection().words(),
            new ConfigDump(Kinds.sealed()).tree(opened)),
        RunEntry.Place.here(spark.version(), spark.master()),
        FitArguments.of(request, subject));
  }

  private static Map<String, Double> taskScores(ScoreMeans scores) {
    Map<String, Double> means = scores.all();
    means.remove(ShardRows.SSIM);
    return means;
  }
}
