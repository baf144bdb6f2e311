package io.anchorage.jobs.allcnn.moving;

import io.anchorage.UserException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.ProgressLines;
import io.anchorage.jobs.allcnn.ResultFolder;
import io.anchorage.jobs.allcnn.maps.LearntTable;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.train.CnnClassifier;
import io.anchorage.learn.cnn.train.CnnEpoch;
import io.anchorage.learn.cnn.train.CnnListener;
import io.anchorage.learn.cnn.train.CnnProgress;
import io.anchorage.learn.cnn.train.CnnTrainer;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.learn.net.Tensors;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains the network once, on the driver, with a checkpoint after each epoch; then SIRENs follow
 * its maps, some images per task.
 */
public final class MovingJob {
  private final JavaSparkContext spark;
  private final MovingJobConfig config;
  private final NetworkImages images;
  private final LearntTable origin;
  private final String engine;
  private final Checkpoints checkpoints;
  private final ResultFolder folder;
  private final PrintStream progress;
  private final Interruption interruption;

  private MovingJob(
      JavaSparkContext spark,
      MovingJobConfig config,
      NetworkImages images,
      LearntTable origin,
      String engine,
      StorageFolder files,
      PrintStream progress,
      Interruption interruption) {
    this.spark = spark;
    this.config = config;
    this.images = images;
    this.origin = origin;
    this.engine = engine;
    this.checkpoints = Checkpoints.in(files);
    this.folder = new ResultFolder(files);
    this.progress = progress;
    this.interruption = interruption;
  }

  /**
   * Runs the experiment and writes its folder.
   *
   * @param partitions tasks; 0 for one per group of images
   * @param resume go on with a folder begun under the same config; its checkpoints stay
   * @return the results as lines
   * @throws UserException for everything that the user can correct
   * @throws CancellationException if the run was cancelled
   */
  public static List<String> run(
      JavaSparkContext spark,
      MovingJobConfig config,
      String input,
      String output,
      int partitions,
      boolean resume,
      PrintStream progress) {
    if (partitions < 0) {
      throw new UserException(
          UserException.Kind.CONFIG, "--partitions must be at least 0: " + partitions);
    }
    String engine;
    try (Engine opened = Engines.open(config.engine())) {
      engine = opened.name();
    }
    long seed = config.training().seed();
    Engines.require(config.engine(), config.moving().recipe(config.training().epochs(), seed));
    NetworkImages images =
        NetworkImages.all(
            ImageSources.open(config.source(), input, spark.hadoopConfiguration(), seed),
            config.network(),
            config.training());
    StorageFolder files = StorageFolder.at(output, spark.hadoopConfiguration());
    try (Interruption interruption = Interruption.install()) {
      LearntTable origin = LearntTable.of(spark, config.source(), input);
      MovingJob job =
          new MovingJob(spark, config, images, origin, engine, files, progress, interruption);
      job.folder.begin(config.yaml(), MovingJobConfig::inPresentWords, resume);
      return job.run(partitions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was interrupted", e);
    }
  }

  private List<String> run(int partitions) throws InterruptedException {
    int epochs = config.training().epochs();
    if (!checkpoints.has(epochs)) {
      train();
    }
    List<LabelledImage> followed = followed();
    MovingResults results =
        new MovingResults(config.moving(), epochs, follow(followed, partitions));
    results.write(folder);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("train_images", images.sample().size());
    report.put("followed_images", followed.size());
    report.put("epochs", epochs);
    CnnCheckpoint network = checkpoints.get(epochs, config.network());
    report.put("network_train_accuracy", accuracy(network, images.sample()));
    report.put("network_test_accuracy", accuracy(network, images.test()));
    report.putAll(results.report());
    return folder.report(List.of(results.plot()), report);
  }

  private static double accuracy(CnnCheckpoint network, List<LabelledImage> images) {
    return CnnClassifier.judge(Tensors.load(), network, images).confusion().accuracy();
  }

  private void train() {
    ProgressLines lines = new ProgressLines(progress, config.progressSeconds());
    CnnListener listener =
        new CnnListener() {
          @Override
          public void onBatch(CnnProgress at) {
            lines.at("network, epochs", at.epoch() - 1L, at.epochs());
          }

          @Override
          public void onEpoch(CnnEpoch epoch, Supplier<CnnCheckpoint> network) {
            checkpoints.put(epoch.epoch(), network.get());
          }

          @Override
          public boolean stops() {
            return interruption.requested();
          }
        };
    try (CnnTrainer trainer =
        new CnnTrainer(Tensors.load(), config.network(), config.training(), images.sample())) {
      trainer.train(listener);
    }
  }

  /** The images whose maps are followed. */
  private List<LabelledImage> followed() {
    int asked = config.moving().images();
    int count = asked == 0 ? images.sample().size() : Math.min(asked, images.sample().size());
    return images.sample().subList(0, count);
  }

  private List<FollowedMap> follow(List<LabelledImage> chosen, int partitions)
      throws InterruptedException {
    try (MovingTables tables =
        new MovingTables(folder.files(), origin, config, checkpoints, images, engine)) {
      return follow(chosen, partitions, tables);
    }
  }

  private List<FollowedMap> follow(List<LabelledImage> chosen, int partitions, MovingTables tables)
      throws InterruptedException {
    int epochs = config.training().epochs();
    MovingTask task =
        new MovingTask(
            checkpoints,
            config.network(),
            config.moving(),
            config.moving().recipe(epochs, config.training().seed()),
            epochs,
            config.engine(),
            tables.tables(),
            images.inputs());
    List<List<LabelledImage>> tasks = cut(chosen, partitions);
    ProgressLines lines = new ProgressLines(progress, config.progressSeconds());
    List<FollowedMap> followed = new ArrayList<>();
    AtomicInteger ended = new AtomicInteger();
    try (TaskStream<MovingTask.Followed> stream = TaskStream.start(spark, tasks, task)) {
      stream.forEach(
          () -> {
            lines.at("tasks", ended.get(), tasks.size());
            return interruption.requested();
          },
          (number, result) -> {
            followed.addAll(result.maps());
            tables.publish(result.shards());
            ended.incrementAndGet();
          });
    }
    boolean complete = ended.get() == tasks.size();
    tables.finish(complete ? RunEntry.Status.COMPLETE : RunEntry.Status.CANCELLED);
    if (!complete) {
      throw new CancellationException("--resume goes on with the checkpoints that are there");
    }
    return followed;
  }

  /** Contiguous parts of the images, of nearly equal size. */
  private List<List<LabelledImage>> cut(List<LabelledImage> all, int partitions) {
    int group = config.moving().group();
    int wanted = partitions == 0 ? (all.size() + group - 1) / group : partitions;
    int parts = Math.min(all.size(), wanted);
    return IntStream.range(0, parts)
        .<List<LabelledImage>>mapToObj(
            p ->
                new ArrayList<>(
                    all.subList(
                        (int) ((long) all.size() * p / parts),
                        (int) ((long) all.size() * (p + 1) / parts))))
        .toList();
  }
}
