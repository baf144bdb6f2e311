package io.anchorage.jobs.allcnn.paths;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.ResultFolder;
import io.anchorage.jobs.allcnn.maps.LearntTable;
import io.anchorage.jobs.allcnn.paths.PathTrial.ImagesKey;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.LatestProgress;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;

/**
 * Trains networks along random paths and, for comparison, the same networks the ordinary way: each
 * variant with each seed, one after the other in each Spark task.
 */
public final class PathJob {
  private static final String HISTORY = "history.csv";

  private final JavaSparkContext spark;
  private final PathJobConfig config;
  private final PathPlan plan;
  private final Map<ImagesKey, NetworkImages> images;
  private final LearntTable origin;
  private final ResultFolder folder;
  private final PrintStream progress;
  private final Interruption interruption;
  private final PathWatch watch;
  private String written = "";

  private PathJob(
      JavaSparkContext spark,
      Request request,
      PathPlan plan,
      Map<ImagesKey, NetworkImages> images,
      ResultFolder folder,
      Interruption interruption) {
    this.spark = spark;
    this.config = request.config();
    this.plan = plan;
    this.images = images;
    this.origin = LearntTable.of(spark, config.source(), request.input());
    this.folder = folder;
    this.progress = request.progress();
    this.interruption = interruption;
    this.watch = new PathWatch(plan);
  }

  /**
   * What a run is asked for.
   *
   * @param input the dataset
   * @param output the folder for results
   * @param partitions Spark tasks; 0 for one a training
   * @param resume go on with a folder begun under the same config
   * @param progress gets a progress bar if it is a terminal, otherwise an occasional line
   */
  public record Request(
      PathJobConfig config,
      String input,
      String output,
      int partitions,
      boolean resume,
      PrintStream progress) {
    public Request {
      if (partitions < 0) {
        throw new UserException(Kind.CONFIG, "--partitions must be at least 0: " + partitions);
      }
    }
  }

  /**
   * The results of a run.
   *
   * @param lines as {@code KEY: VALUE}
   * @param failures of trainings, one line each
   */
  public record Report(List<String> lines, List<String> failures) {
    public Report {
      lines = List.copyOf(lines);
      failures = List.copyOf(failures);
    }
  }

  /**
   * Runs the experiment and writes its folder.
   *
   * @throws UserException for everything that the user can correct; of kind CONFIG if all trainings
   *     fail
   * @throws CancellationException if the run was cancelled
   */
  public static Report run(JavaSparkContext spark, Request request) {
    PathPlan plan = PathPlan.of(request.config());
    Map<ImagesKey, NetworkImages> images = images(spark, request, plan);
    ResultFolder folder =
        new ResultFolder(StorageFolder.at(request.output(), spark.hadoopConfiguration()));
    folder.begin(request.config().yaml(), PathJobConfig::inPresentWords, request.resume());
    try (Interruption interruption = Interruption.install()) {
      return new PathJob(spark, request, plan, images, folder, interruption)
          .run(request.partitions());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was interrupted", e);
    }
  }

  private static Map<ImagesKey, NetworkImages> images(
      JavaSparkContext spark, Request request, PathPlan plan) {
    Map<ImagesKey, NetworkImages> images = new HashMap<>();
    for (PathTrial trial : plan.trials()) {
      images.computeIfAbsent(
          trial.images(),
          key ->
              NetworkImages.all(
                  ImageSources.open(
                      request.config().source(),
                      request.input(),
                      spark.hadoopConfiguration(),
                      key.seed()),
                  trial.network(),
                  trial.training()));
    }
    return images;
  }

  private Report run(int partitions) throws InterruptedException {
    Map<Integer, PathResult> results = earlier();
    train(results, partitions);
    PathResults all =
        new PathResults(config, plan, images.get(plan.trials().get(0).images()), results);
    List<String> failures = all.failures();
    if (failures.size() == plan.trials().size() || (!plan.isGrid() && !failures.isEmpty())) {
      throw new UserException(Kind.CONFIG, failures.get(0));
    }
    return new Report(folder.report(all.plots(), all.report()), failures);
  }

  /** The results of trainings that an earlier run has completed, by their numbers. */
  private Map<Integer, PathResult> earlier() {
    Map<Integer, PathResult> results = new TreeMap<>();
    for (PathTrial trial : plan.trials()) {
      StorageFolder own = folder.files().below(trial.folder());
      if (PathResult.isIn(own)) {
        results.put(trial.number(), PathResult.read(own));
        watch.ended(trial.number(), results.get(trial.number()).history());
      }
    }
    return results;
  }

  /** Runs the trainings that are missing; writes their scores as they arrive. */
  private void train(Map<Integer, PathResult> results, int partitions) throws InterruptedException {
    List<PathTrial> missing =
        plan.trials().stream().filter(trial -> !results.containsKey(trial.number())).toList();
    if (!missing.isEmpty()) {
      train(missing, partitions == 0 ? missing.size() : partitions, results);
    }
    writeScores();
    if (results.size() < plan.trials().size()) {
      throw new CancellationException(
          "%s has the scores so far; --resume goes on".formatted(HISTORY));
    }
  }

  private void train(List<PathTrial> missing, int partitions, Map<Integer, PathResult> results)
      throws InterruptedException {
    LatestProgress<PathProgress> latest = new LatestProgress<>();
    spark.sc().register(latest, "anchorage.paths");
    SparkListener listener = latest.listener(watch::told);
    spark.sc().addSparkListener(listener);
    ProgressDisplay display =
        ProgressDisplay.show(progress, Terminal.isInteractive(), config.progressSeconds(), watch);
    int tasks = Math.min(partitions, missing.size());
    try (TaskStream<List<PathTask.Done>> stream =
        TaskStream.over(spark, spark.parallelize(missing, tasks), task(missing, latest))) {
      stream.forEach(
          () -> {
            writeScores();
            return interruption.requested();
          },
          (number, done) -> done.forEach(one -> take(one, results)));
    } finally {
      display.close();
      spark.sc().removeSparkListener(listener);
    }
  }

  private void take(PathTask.Done done, Map<Integer, PathResult> results) {
    results.put(done.trial(), done.result());
    watch.ended(done.trial(), done.result().history());
  }

  private PathTask task(List<PathTrial> trials, LatestProgress<PathProgress> latest) {
    HashMap<ImagesKey, Broadcast<NetworkImages>> sent = new HashMap<>();
    for (PathTrial trial : trials) {
      sent.computeIfAbsent(trial.images(), key -> spark.broadcast(images.get(key)));
    }
    return new PathTask(
        folder.files(), config.judgeEvery(), config.checkpointSeconds(), sent, origin, latest);
  }

  private void writeScores() {
    String table = PathResults.table(config, plan, watch.history());
    if (!table.equals(written)) {
      folder.text(HISTORY, table);
      written = table;
    }
  }
}
