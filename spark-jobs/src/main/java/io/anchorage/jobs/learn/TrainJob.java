package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.BuildInfo;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.LatestProgress;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.train.TrainConfig;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    requireOutput(table);
    notes.forEach(note -> LOG.warn("{}: {}", table.root(), note));
    warnings().forEach(warning -> LOG.warn("{}: {}", table.root(), warning));
    LOG.debug("Effective config:\n{}", request.plan().config().yaml());
    try (FolderLock lock = FolderLock.acquire(output, spark.sc().applicationId())) {
      if (!output.exists(ModelFolder.TRAINING)) {
        output.put(ModelFolder.TRAINING, ModelFolder.page(description(table)));
      }
      Map<Integer, TrialResult> results = results(request.plan(), output);
      train(results);
      lock.ensureHeld();
      boolean cancelled = results.size() < request.plan().trials().size();
      TrainReport report =
          new TrainReport(
              output.root(), List.copyOf(results.values()), notes, untested(table), cancelled);
      if (!cancelled && results.size() > 1) {
        output.put(ModelFolder.SUMMARY, ModelFolder.page(report.tree()));
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

  /** Checks the output folder before anything is read in full or written. */
  private void requireOutput(SampleTable table) {
    boolean begun = output.exists(ModelFolder.TRAINING);
    List<String> others = output.list("").stream().filter(name -> !name.startsWith("_")).toList();
    if (!begun && !others.isEmpty()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s is not empty and is no training (it holds %s); choose another --output"
              .formatted(output.root(), others.get(0)));
    }
    if (begun && !request.resume()) {
      throw new UserException(
          Kind.OUTPUT,
          "%s holds a training already; go on with it by --resume, or choose another --output"
              .formatted(output.root()));
    }
    if (begun) {
      requireSame(table);
    }
  }

  private void requireSame(SampleTable table) {
    Map<?, ?> before = ModelFolder.parse(output, ModelFolder.TRAINING);
    Map<String, Object> now = description(table);
    for (String key : List.of("recipe_hash", "decoder_hash", "config")) {
      if (!Objects.equals(String.valueOf(before.get(key)), String.valueOf(now.get(key)))) {
        throw new UserException(
            Kind.OUTPUT,
            "%s was begun with another %s; give that one to --resume, or choose another --output"
                .formatted(output.root(), key.equals("config") ? "config" : "table"));
      }
    }
  }

  private Map<String, Object> description(SampleTable table) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", 1);
    tree.put("anchorage", BuildInfo.version());
    tree.put("commit", BuildInfo.commit());
    tree.put("spark", spark.version());
    tree.put("java", System.getProperty("java.version"));
    tree.put("begun", Instant.now().toString());
    tree.put("table", table.root());
    tree.put("table_id", table.id());
    tree.put("dataset", table.dataset());
    tree.put("recipe_hash", table.recipe());
    tree.put("decoder_hash", table.decoder());
    tree.put("config", request.plan().config().json());
    return tree;
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
        results.size() < plan.trials().size());
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

  private void train(Map<Integer, TrialResult> results) throws InterruptedException {
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
        TaskStream.start(spark, missing, new TrialTask(input, output, latest))) {
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
