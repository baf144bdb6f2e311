package io.anchorage.jobs.tune;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.start.StartFamily;
import io.anchorage.jobs.cluster.ExecutorEngines;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.fit.EngineCheck;
import io.anchorage.jobs.fit.FitInputs;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.FitSubject;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.NumberedClasses;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the cheapest recipe that reaches a goal: the job behind the {@code tune} command. */
public final class TuneJob {
  private static final Logger LOG = LoggerFactory.getLogger(TuneJob.class);

  /** Candidates of a comparison; the first comparison has twice as many. */
  private static final int WIDTH = 18;

  /** The same, where each takes long: a decoder to learn, or too few images to halve over. */
  private static final int NARROW = 9;

  private static final int FEW = 9;

  private final JavaSparkContext spark;
  private final TuneRequest request;
  private final Tunable tunable;
  private final FitSubject subject;
  private final Interruption interruption;
  private final StorageFolder files;
  private final PrintStream progress;

  private TuneJob(
      JavaSparkContext spark,
      TuneRequest request,
      Interruption interruption,
      PrintStream progress) {
    this.spark = spark;
    this.request = request;
    this.tunable = request.tunable();
    this.subject = tunable.subject(tunable.base());
    this.interruption = interruption;
    this.progress = progress;
    this.files = StorageFolder.at(request.output(), spark.hadoopConfiguration());
  }

  /**
   * Runs one request and returns when its recipe is written.
   *
   * @param progress receives a progress line if it is a terminal, otherwise an occasional line
   * @throws UserException for every error that the user can fix, a target that no recipe of the
   *     ladder reaches among them
   */
  public static TuneReport run(JavaSparkContext spark, TuneRequest request, PrintStream progress) {
    try (Interruption interruption = Interruption.install()) {
      return new TuneJob(spark, request, interruption, progress).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The search was interrupted", e);
    }
  }

  private TuneReport run() throws InterruptedException {
    long start = System.nanoTime();
    Engines.require(request.engineName(), tunable.base());
    if (StartFamily.isLearnt(tunable.base())) {
      throw new UserException(
          Kind.CONFIG,
          "A learnt start belongs to its own recipe, which is not tuned: set fit.family.initialisation to shared or per-image");
    }
    TuneFolder folder = new TuneFolder(files);
    folder.require(request);
    ImageSource images =
        NumberedClasses.of(
            ImageSources.open(
                tunable.job().source(),
                request.input(),
                spark.hadoopConfiguration(),
                tunable.base().seed()),
            List.of());
    EngineCheck.onExecutors(spark, request.engineName());
    try (FolderLock lock = FolderLock.acquire(files, spark.sc().applicationId())) {
      folder.begin(request);
      Engine engine = engine();
      FitInputs inputs = subject.prepare(here(images, engine, interruption::requested, progress));
      Broadcast<SurveyTask.Images> shared =
          spark.broadcast(new SurveyTask.Images(subject.items(images), inputs.targets()));
      Sample sample = sample(images, shared);
      Journal journal = Journal.open(files);
      int known = journal.size();
      Found found = search(images, engine, inputs, shared, sample, journal);
      lock.ensureHeld();
      return report(
          images, sample, found, journal.size() - known, (System.nanoTime() - start) * 1e-9);
    } catch (CancellationException e) {
      progress.printf(
          "cancelled: the fits that were done are in %s; the same command with --resume goes on%n",
          files.root());
      return TuneReport.called(files.root());
    }
  }

  /** The driver's engine, for what has to be learnt; a driver may have no GPU. */
  private Engine engine() {
    boolean elsewhere = !spark.isLocal() && Engines.isOnDevice(request.engineName());
    return ExecutorEngines.of(elsewhere ? "auto" : request.engineName());
  }

  private FitSubject.Circumstances here(
      ImageSource images, Engine engine, BooleanSupplier interrupted, PrintStream out) {
    FitRequest fits = FitRequest.of(tunable.job(), request.input(), request.output());
    return new FitSubject.Circumstances(spark, fits, engine, images, null, interrupted, out);
  }

  private Sample sample(ImageSource images, Broadcast<SurveyTask.Images> shared)
      throws InterruptedException {
    List<ItemRef> drawn =
        SampleDraw.of(images, subject, request.split(), request.images(), tunable.base().seed());
    if (drawn.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s has no images in split %s: choose another --split"
              .formatted(request.input(), request.split().flag()));
    }
    Sample sample =
        SurveyTask.sample(spark, shared, drawn, request.images(), interruption::requested);
    if (sample.search().isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "None of %,d images drawn from %s can be used, one because of %s"
              .formatted(drawn.size(), request.input(), sample.trouble()));
    }
    LOG.info("Sample: {}", TuneReport.sample(sample, subject.unit()));
    return sample;
  }

  private Found search(
      ImageSource images,
      Engine engine,
      FitInputs inputs,
      Broadcast<SurveyTask.Images> shared,
      Sample sample,
      Journal journal) {
    SearchWatch watch = new SearchWatch(request.goal(), 60 * request.budgetMinutes());
    Deadline deadline = new Deadline(request.budgetMinutes());
    PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    Preparations preparations =
        new Preparations(
            tunable,
            here(images, engine, () -> interruption.requested() || deadline.isOver(), quiet),
            inputs);
    SparkTrials trials =
        new SparkTrials(
            spark,
            request,
            shared,
            preparations,
            journal,
            interruption::requested,
            deadline,
            watch);
    boolean learns = Engines.preparation(tunable.base(), engine).isPresent();
    TuneSearch search =
        new TuneSearch(
            tunable.base(),
            request.lastSteps(),
            learns || sample.search().size() < FEW ? NARROW : WIDTH,
            sample,
            request.goal(),
            trials,
            watch::tried);
    ProgressDisplay display =
        ProgressDisplay.show(
            progress, Terminal.isInteractive(), tunable.job().run().progressSeconds(), watch);
    try {
      Found found = search.run();
      files.put(TrialTable.FILE, TrialTable.text(search.space(), found).getBytes(UTF_8));
      return found;
    } finally {
      display.close();
    }
  }

  private TuneReport report(
      ImageSource images, Sample sample, Found found, long fits, double seconds) {
    TuneCurve.of(found, request.goal(), images.dataset())
        .ifPresent(curve -> files.put(TuneCurve.FILE, curve.png()));
    if (found.best() == null) {
      throw new UserException(
          Kind.CONFIG,
          "--budget %s ended before the first comparison was complete: raise it, and give --resume to keep what was done"
              .formatted(SearchWatch.plain(request.budgetMinutes())));
    }
    SearchSpace space = new SearchSpace(tunable.base(), sample.search().get(0).grid());
    if (!found.reached() && !found.outOfTime()) {
      put(new TunePage(request, images.dataset(), space, found, null, ""));
      throw unreached(found);
    }
    FitRecipe recipe = space.finished(found.best().recipe());
    String yaml = tunable.subject(recipe).yaml();
    files.put(
        RecipeFile.FILE,
        RecipeFile.text(request, sample, found, images.dataset(), yaml).getBytes(UTF_8));
    int cores = Math.max(1, spark.defaultParallelism());
    TuneReport report =
        TuneReport.of(files.root(), request, sample, found, recipe, cores, fits, seconds);
    put(new TunePage(request, images.dataset(), space, found, report, yaml));
    return report;
  }

  /** A search that has done its work does not fail for its page. */
  private void put(TunePage page) {
    try {
      files.put(TunePage.FILE, page.html());
    } catch (UserException e) {
      LOG.warn("No report was written: {}", e.getMessage());
    }
  }

  private UserException unreached(Found found) {
    Score score = found.check() == null ? found.best().score() : found.check();
    return new UserException(
        Kind.CONFIG,
        ("--target-psnr %s is not reached at the cost of %d steps of the base recipe: %s %% of %d %s"
                + " reach %.2f dB at best (%s lists what was tried); lower --target-psnr or --share,"
                + " raise --most-steps, or make the fields larger in fit.family")
            .formatted(
                SearchWatch.plain(request.goal().psnr()),
                request.lastSteps(),
                SearchWatch.plain(100 * request.goal().share()),
                score.images(),
                subject.unit(),
                score.low(),
                files.shown(TrialTable.FILE)));
  }
}
