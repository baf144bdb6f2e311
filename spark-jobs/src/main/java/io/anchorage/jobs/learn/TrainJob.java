package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.LatestProgress;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.train.TrainConfig;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains classifiers on a field table: the job behind the {@code train} command. */
public final class TrainJob {
  private static final Logger LOG = LoggerFactory.getLogger(TrainJob.class);

  private final JavaSparkContext spark;
  private final TrainRequest request;
  private final Interruption interruption;
  private final PrintStream progress;
  private final StorageFolder input;
  private final StorageFolder output;

  private TrainJob(
      JavaSparkContext spark,
      TrainRequest request,
      Interruption interruption,
      PrintStream progress) {
    this.spark = spark;
    this.request = request;
    this.interruption = interruption;
    this.progress = progress;
    this.input = StorageFolder.at(request.input(), spark.hadoopConfiguration());
    this.output = StorageFolder.at(request.output(), spark.hadoopConfiguration());
  }

  /**
   * Runs one request and returns once its models have been written.
   *
   * @throws UserException if the config, the table or the output folder is at fault
   */
  public static TrainReport run(JavaSparkContext spark, TrainRequest request) {
    return run(spark, request, System.err);
  }

  /**
   * Runs one request.
   *
   * @param progress gets a progress bar if it is a terminal, otherwise an occasional line
   */
  static TrainReport run(JavaSparkContext spark, TrainRequest request, PrintStream progress) {
    try (Interruption interruption = Interruption.install()) {
      return new TrainJob(spark, request, interruption, progress).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The training was interrupted", e);
    }
  }

  private TrainReport run() throws InterruptedException {
    // A variant may have an input of its own: the config's may be that of none.
    SampleTable table = request.plan().trials().get(0).open(input);
    List<String> notes = labels(table);
    TrainOutput place = new TrainOutput(output, request, table, spark.version());
    place.require();
    notes.forEach(note -> LOG.warn("{}: {}", table.root(), note));
    warnings().forEach(warning -> LOG.warn("{}: {}", table.root(), warning));
    LOG.debug("Effective config:\n{}", request.plan().config().yaml());
    try (FolderLock lock = FolderLock.acquire(output, spark.sc().applicationId())) {
      StorageFolder work = place.begin();
      if (work == null) {
        LOG.info(
            "{} holds a model of {} as it is: nothing is written", output.root(), table.root());
        return earlier(request.plan(), output).unchanged(table.root());
      }
      Map<Integer, TrialResult> results = results(request.plan(), work);
      train(results, work, place);
      lock.ensureHeld();
      boolean cancelled = results.size() < request.plan().trials().size();
      TrainReport report =
          new TrainReport(
              output.root(), List.copyOf(results.values()), notes, untested(table), cancelled, "");
      if (!cancelled) {
        if (results.size() > 1) {
          work.put(ModelFolder.SUMMARY, ModelFolder.page(report.tree()));
        }
        place.publish(work);
      }
      return report;
    }
  }

  /**
   * What is remarkable about the table's labels.
   *
   * @throws UserException of kind INPUT if there is nothing to learn from
   */
  private List<String> labels(SampleTable table) {
    String split = request.plan().config().clouds().split();
    String test = request.plan().config().clouds().test();
    TableClasses classes = table.classes();
    classes.requireLabelled(split, "learn from images that have classes");
    List<String> notes = new ArrayList<>();
    if (classes.unlabelled(split) > 0) {
      notes.add(
          "left out %,d fields of split %s without a label"
              .formatted(classes.unlabelled(split), split));
    }
    List<String> empty = classes.empty(split);
    if (!empty.isEmpty()) {
      notes.add(
          "%d of %d classes have no field in split %s: %s"
              .formatted(empty.size(), classes.names().size(), split, ClassMatch.some(empty)));
    }
    if (!test.isEmpty() && classes.unlabelled(test) > 0) {
      notes.add(
          "not scored: %,d fields of split %s without a label"
              .formatted(classes.unlabelled(test), test));
    }
    return notes;
  }

  /** Why no finished model is scored on a test split; empty if they are. */
  private String untested(SampleTable table) {
    String test = request.plan().config().clouds().test();
    TableClasses classes = table.classes();
    if (test.isEmpty()) {
      return "clouds.test is empty";
    }
    if (classes.labelled(test) > 0) {
      return "";
    }
    return (classes.fields(test) == 0
            ? "%s has no fields of split %s"
            : "no field of %s in split %s has a label")
        .formatted(table.root(), test);
  }

  /**
   * Warnings about the training runs, without duplicates.
   *
   * @throws UserException of kind INPUT if the table's fields do not suit an input
   */
  private Set<String> warnings() {
    Set<String> warnings = new LinkedHashSet<>();
    for (Trial trial : request.plan().trials()) {
      Optional<String> ofTable = trial.open(input).warning();
      TrainConfig training = trial.training();
      (training.model().ignoresUnitOrder() ? training.warning() : ofTable).ifPresent(warnings::add);
    }
    return warnings;
  }

  /**
   * The completed part of a plan; {@link TrainReport#cancelled} is true if runs are missing.
   *
   * @param output the folder of the plan's models
   */
  public static TrainReport earlier(TrainPlan plan, StorageFolder output) {
    Map<Integer, TrialResult> results = results(plan, output);
    return new TrainReport(
        output.root(),
        List.copyOf(results.values()),
        List.of(),
        "",
        results.size() < plan.trials().size(),
        "");
  }

  /** Results of the completed training runs, by run number. */
  private static Map<Integer, TrialResult> results(TrainPlan plan, StorageFolder output) {
    Map<Integer, TrialResult> results = new TreeMap<>();
    for (Trial trial : plan.trials()) {
      StorageFolder folder = output.below(trial.folder());
      if (folder.exists(ModelFolder.RESULT)) {
        results.put(trial.number(), TrialResult.of(ModelFolder.parse(folder, ModelFolder.RESULT)));
      }
    }
    return results;
  }

  private void train(Map<Integer, TrialResult> results, StorageFolder work, TrainOutput place)
      throws InterruptedException {
    List<Trial> missing =
        request.plan().trials().stream().filter(t -> !results.containsKey(t.number())).toList();
    if (missing.isEmpty()) {
      return;
    }
    LatestProgress<TrialProgress> latest = new LatestProgress<>();
    spark.sc().register(latest, "anchorage.training");
    TrainWatch watch = new TrainWatch(request.plan().trials(), results.size());
    SparkListener listener = latest.listener(watch::told);
    spark.sc().addSparkListener(listener);
    ProgressDisplay display =
        ProgressDisplay.show(
            progress,
            Terminal.isInteractive(),
            request.plan().config().run().progressSeconds(),
            watch);
    try (TaskStream<TrialResult> stream =
        TaskStream.start(
            spark,
            missing.stream().map(trial -> new TrialTask.Work(trial, place.last(trial))).toList(),
            new TrialTask(input, work, place.content(), latest))) {
      stream.forEach(
          interruption::requested,
          (task, result) -> {
            if (result != null) {
              int number = missing.get(task).number();
              results.put(number, result);
              watch.ended(number);
            }
          });
    } finally {
      display.close();
      spark.sc().removeSparkListener(listener);
    }
  }
}
