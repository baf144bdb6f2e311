package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.ForkTeam;
import io.anchorage.fit.start.LearntStart;
import io.anchorage.fit.start.StartFamily;
import io.anchorage.fit.start.StartLearner;
import io.anchorage.fit.start.StartPlan;
import io.anchorage.jobs.cluster.ExecutorEngines;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.StepProgress;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.signal.Signal;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns a start from a sample of a dataset: the job behind {@code learn-start}. Iterations follow
 * each other in steps of milliseconds, so they run on the cores of one machine, the driver's.
 */
public final class StartJob {
  private static final Logger LOG = LoggerFactory.getLogger(StartJob.class);

  /** Time between two checkpoints. */
  private static final double CHECKPOINT_SECONDS = 30;

  /** Looks at the held-out images over a run. */
  private static final int LOOKS = 20;

  /** Iterations of a trial that measures their speed. */
  private static final int TRIAL = 1_000;

  /** The share of a budget that may go into the trial, and its longest time in seconds. */
  private static final double TRIAL_SHARE = 0.1;

  private static final double TRIAL_SECONDS = 20;

  private final StartRequest request;
  private final FitRecipe recipe;
  private final BooleanSupplier interrupted;
  private final PrintStream out;
  private final StartOutput output;
  private final Kernels kernels = KernelProviders.best();

  private StartJob(
      JavaSparkContext spark, StartRequest request, BooleanSupplier interrupted, PrintStream out) {
    this.request = request;
    this.recipe = request.config().fit();
    this.interrupted = interrupted;
    this.out = out;
    this.output = StartOutput.of(request, spark.hadoopConfiguration());
  }

  /**
   * Runs one request.
   *
   * @throws UserException for every error that the user can fix
   */
  public static StartReport run(JavaSparkContext spark, StartRequest request) {
    return run(spark, request, System.err, Runtime.getRuntime().availableProcessors(), () -> false);
  }

  /**
   * Runs one request.
   *
   * @param out receives the progress
   * @param threads number of threads; the start does not depend on it
   * @param stop whether to stop before the next iteration, as on Ctrl-C
   */
  static StartReport run(
      JavaSparkContext spark,
      StartRequest request,
      PrintStream out,
      int threads,
      BooleanSupplier stop) {
    StartFamily.of(request.config().fit());
    if (!request.config().fit().task().isImage()) {
      throw new UserException(
          Kind.CONFIG,
          "A start is learnt from images themselves: leave out fit.task here, and give the start to fits of any task with fit --start");
    }
    try (Interruption interruption = Interruption.install();
        ForkTeam team = new ForkTeam(threads, "anchorage-start")) {
      return new StartJob(
              spark, request, () -> interruption.requested() || stop.getAsBoolean(), out)
          .run(spark, team);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the learning was interrupted before it began");
    }
  }

  private StartReport run(JavaSparkContext spark, ForkTeam team) throws InterruptedException {
    output.requireNew();
    LOG.debug("Effective config:\n{}", JobConfigs.yaml(request.config()));
    ImageSource images =
        ImageSources.open(
            request.config().source(), request.input(), spark.hadoopConfiguration(), recipe.seed());
    List<Signal> sample = sample(spark, images);
    int held = Math.min(request.heldOut(), sample.size() / 2);
    List<Signal> learning = sample.subList(held, sample.size());
    List<Signal> scoring = held == 0 ? learning : sample.subList(0, held);
    try {
      return learn(images.dataset(), learning, scoring, team);
    } catch (BadSignalException e) {
      throw new UserException(
          Kind.INPUT, "The start cannot be learnt: %s".formatted(e.getMessage()), e);
    }
  }

  private List<Signal> sample(JavaSparkContext spark, ImageSource images)
      throws InterruptedException {
    FitRequest fits = FitRequest.of(request.config(), request.input(), request.output());
    Engine engine = ExecutorEngines.of("auto");
    FitSubject.Circumstances here =
        new FitSubject.Circumstances(spark, fits, engine, images, null, interrupted, out);
    Recipe whole = Recipe.of(request.config());
    Signals signals =
        Signals.of(
            whole, DatasetNormalisation.of(whole, here), request.config().source().channels());
    int channels = new TypicalImage(images, signals, recipe, request.input()).signal().channels();
    int wanted = request.images() + request.heldOut();
    List<Signal> sample;
    try {
      sample = TrainingSample.read(images, request.split(), signals, channels, recipe, wanted);
    } catch (OutOfMemoryError e) {
      throw new UserException(
          Kind.INPUT,
          "The start is learnt from %d images, which the heap of %d MiB cannot hold: lower --images, make the images smaller with signal.transforms, or raise ANCHORAGE_HEAP"
              .formatted(wanted, Runtime.getRuntime().maxMemory() >> 20),
          e);
    }
    if (sample.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s has no images of split %s that a start could be learnt from: choose another --split"
              .formatted(request.input(), request.split().flag()));
    }
    return sample;
  }

  private StartReport learn(
      String dataset, List<Signal> learning, List<Signal> scoring, ForkTeam team)
      throws BadSignalException {
    StartLearner random = StartLearner.begin(recipe, request.plan(), learning, kernels, team);
    StartReport.Quality before = StartReport.Quality.of(random.psnrs(scoring));
    StartOutput.Checkpoint found = request.resume() ? output.checkpoint() : null;
    StartPlan plan = plan(found, learning, team);
    StartProvenance about = new StartProvenance(request, plan, dataset, learning, scoring.size());
    StartLearner learner;
    if (found == null) {
      learner = StartLearner.begin(recipe, plan, learning, kernels, team);
    } else {
      about.requireSame(found.about(), output.checkpointName());
      learner = StartLearner.resume(recipe, plan, learning, kernels, team, found.state());
    }
    LOG.info(
        "A start is learnt from {} images in {} iterations, {} done; {} others score it",
        learning.size(),
        plan.iterations(),
        learner.iteration(),
        scoring.size());
    long start = System.nanoTime();
    StartLooks looks = found == null ? new StartLooks() : found.looks();
    iterate(learner, plan, scoring, about, looks);
    double seconds = (System.nanoTime() - start) * 1e-9;
    boolean complete = learner.iteration() == plan.iterations() || looks.collapsed();
    int best = looks.best() == null ? learner.iteration() : looks.best().iteration();
    LearntStart learnt = looks.start() == null ? learner.learnt() : looks.start();
    StartReport.Quality after = StartReport.Quality.of(learner.psnrs(learnt, scoring));
    if (!Double.isFinite(after.mean())) {
      throw new UserException(
          Kind.CONFIG,
          "The learning diverged: lower --rate, --size-rate or fit.adam.learning-rate");
    }
    String sha256 = "";
    if (complete) {
      byte[] file = about.file(learnt, best, before, after);
      output.write(file);
      sha256 = Sha256.of(file);
    }
    return new StartReport(
        complete ? output.shown() : output.checkpointName(),
        sha256,
        learner.iteration(),
        best,
        plan.iterations(),
        learning.size(),
        scoring.size(),
        before,
        after,
        seconds,
        looks.all(),
        about.identity());
  }

  private void iterate(
      StartLearner learner,
      StartPlan plan,
      List<Signal> scoring,
      StartProvenance about,
      StartLooks looks) {
    StepProgress progress = new StepProgress("start", "iterations");
    double psnr = Double.NaN;
    int every = Math.max(1, plan.iterations() / LOOKS);
    long saved = System.nanoTime();
    ProgressDisplay display =
        ProgressDisplay.show(
            out, Terminal.isInteractive(), request.config().run().progressSeconds(), progress);
    try {
      while (learner.iteration() < plan.iterations()
          && !looks.collapsed()
          && !interrupted.getAsBoolean()) {
        learner.advance();
        if (learner.iteration() % every == 0 || learner.iteration() == plan.iterations()) {
          psnr = StartReport.Quality.of(learner.psnrs(scoring)).mean();
          looks.add(new StartReport.Look(learner.iteration(), psnr), learner.learnt());
        }
        progress.at(learner.iteration(), plan.iterations(), psnr);
        if ((System.nanoTime() - saved) * 1e-9 > CHECKPOINT_SECONDS) {
          save(learner, about, looks);
          saved = System.nanoTime();
        }
      }
    } finally {
      display.close();
    }
    if (learner.iteration() < plan.iterations() && !looks.collapsed()) {
      save(learner, about, looks);
    }
  }

  private void save(StartLearner learner, StartProvenance about, StartLooks looks) {
    output.save(looks.in(learner.state().toFile(about.identity())));
  }

  /** The plan with its iterations: those of the checkpoint, those that fit the budget, or all. */
  private StartPlan plan(StartOutput.Checkpoint found, List<Signal> learning, ForkTeam team)
      throws BadSignalException {
    if (request.budgetMinutes() == 0) {
      return request.plan();
    }
    if (found != null) {
      return request.plan().withIterations(StartProvenance.iterations(found.about()));
    }
    double budget = 60 * request.budgetMinutes();
    double each = secondsAnIteration(Math.min(TRIAL_SECONDS, TRIAL_SHARE * budget), learning, team);
    int fitting = (int) Math.max(1, (1 - 2 * TRIAL_SHARE) * budget / each);
    return request.plan().withIterations(Math.min(request.plan().iterations(), fitting));
  }

  /** The seconds of an iteration here, in the second half of a trial that is thrown away. */
  private double secondsAnIteration(double seconds, List<Signal> learning, ForkTeam team)
      throws BadSignalException {
    StartPlan brief = request.plan().withIterations(TRIAL);
    StartLearner trial = StartLearner.begin(recipe, brief, learning, kernels, team);
    long begin = System.nanoTime();
    long half = begin;
    int before = 0;
    while (trial.iteration() < TRIAL && (System.nanoTime() - begin) * 1e-9 < seconds) {
      if ((System.nanoTime() - begin) * 1e-9 < seconds / 2) {
        half = System.nanoTime();
        before = trial.iteration();
      }
      trial.advance();
    }
    return (System.nanoTime() - half) * 1e-9 / Math.max(1, trial.iteration() - before);
  }
}
