package io.anchorage.jobs.allcnn.paths;

import io.anchorage.UserException;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.ResultFolder;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.LatestProgress;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.cnn.paths.PathTrainer;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;

/**
 * Trains a network along random paths and, for comparison, the same network the ordinary way: one
 * Spark task per training.
 */
public final class PathJob {
  private static final String HISTORY = "history.csv";

  private final JavaSparkContext spark;
  private final PathJobConfig config;
  private final NetworkImages images;
  private final ResultFolder folder;
  private final PrintStream progress;
  private final Interruption interruption;
  private final PathWatch watch = new PathWatch();
  private String written = "";

  private PathJob(
      JavaSparkContext spark,
      PathJobConfig config,
      NetworkImages images,
      ResultFolder folder,
      PrintStream progress,
      Interruption interruption) {
    this.spark = spark;
    this.config = config;
    this.images = images;
    this.folder = folder;
    this.progress = progress;
    this.interruption = interruption;
  }

  /**
   * Runs the experiment and writes its folder.
   *
   * @return the results as lines
   * @throws UserException for everything that the user can correct
   * @throws CancellationException if the run was cancelled
   */
  public static List<String> run(
      JavaSparkContext spark,
      PathJobConfig config,
      String input,
      String output,
      PrintStream progress) {
    PathTrainer.requireUsable(config.network());
    long seed = config.training().seed();
    NetworkImages images =
        NetworkImages.all(
            ImageSources.open(config.source(), input, spark.hadoopConfiguration(), seed),
            config.network(),
            config.training());
    ResultFolder folder = new ResultFolder(StorageFolder.at(output, spark.hadoopConfiguration()));
    folder.begin(config.yaml(), before -> before, false);
    try (Interruption interruption = Interruption.install()) {
      return new PathJob(spark, config, images, folder, progress, interruption).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was interrupted", e);
    }
  }

  private List<String> run() throws InterruptedException {
    Map<Training, TrainedNetwork> trained = train();
    TrainedNetwork paths = trained.get(Training.PATHS);
    folder.files().put("network.safetensors", paths.network());
    PathResults results =
        new PathResults(
            config,
            images.sample().size(),
            images.test().size(),
            watch.history().getOrDefault(Training.ORDINARY, List.of()),
            paths.history(),
            new PathResults.PredictorSize(paths.parameters(), paths.moments()));
    return folder.report(results.plots(), results.report());
  }

  /** Runs the trainings; writes their scores as they arrive. */
  private Map<Training, TrainedNetwork> train() throws InterruptedException {
    List<Training> tasks = config.baseline() ? List.of(Training.values()) : List.of(Training.PATHS);
    LatestProgress<PathProgress> latest = new LatestProgress<>();
    spark.sc().register(latest, "anchorage.paths");
    SparkListener listener = latest.listener((number, at) -> watch.told(Training.of(number), at));
    spark.sc().addSparkListener(listener);
    ProgressDisplay display =
        ProgressDisplay.show(progress, Terminal.isInteractive(), config.progressSeconds(), watch);
    PathTask task =
        new PathTask(
            config.network(),
            config.training(),
            config.paths(),
            config.judgeEvery(),
            spark.broadcast(images),
            latest);
    Map<Training, TrainedNetwork> trained = new EnumMap<>(Training.class);
    try (TaskStream<TrainedNetwork> stream = TaskStream.start(spark, tasks, task)) {
      stream.forEach(
          () -> {
            writeScores();
            return interruption.requested();
          },
          (number, network) -> {
            if (network != null) {
              trained.put(tasks.get(number), network);
              watch.ended(tasks.get(number), network.history());
            }
          });
      writeScores();
    } finally {
      display.close();
      spark.sc().removeSparkListener(listener);
    }
    if (trained.size() < tasks.size()) {
      throw new CancellationException(
          "%s has the scores so far; train-paths begins again, in another --output"
              .formatted(HISTORY));
    }
    return trained;
  }

  private void writeScores() {
    String table = PathResults.table(config, watch.history());
    if (!table.equals(written)) {
      folder.text(HISTORY, table);
      written = table;
    }
  }
}
