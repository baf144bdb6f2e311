package io.anchorage.jobs.allcnn.moving;

import io.anchorage.UserException;
import io.anchorage.fit.Engines;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.ProgressLines;
import io.anchorage.jobs.allcnn.ResultFolder;
import io.anchorage.jobs.allcnn.moving.MovingConfig.Target;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.report.CurvePlot;
import io.anchorage.jobs.report.PlotLine;
import io.anchorage.jobs.source.ImageSources;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.train.CnnClassifier;
import io.anchorage.learn.cnn.train.CnnEpoch;
import io.anchorage.learn.cnn.train.CnnListener;
import io.anchorage.learn.cnn.train.CnnProgress;
import io.anchorage.learn.cnn.train.CnnTrainer;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.learn.net.Tensors;
import java.awt.Color;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The network learns once and leaves a checkpoint an epoch; then SIRENs follow its maps, each image
 * in one of many tasks.
 */
public final class MovingJob {
  private static final long POLL_MILLIS = 200;

  private final JavaSparkContext spark;
  private final MovingJobConfig config;
  private final NetworkImages images;
  private final StorageFolder checkpoints;
  private final ResultFolder folder;
  private final PrintStream progress;
  private final Interruption interruption;

  private MovingJob(
      JavaSparkContext spark,
      MovingJobConfig config,
      NetworkImages images,
      StorageFolder files,
      PrintStream progress,
      Interruption interruption) {
    this.spark = spark;
    this.config = config;
    this.images = images;
    this.checkpoints = files.below(MovingTask.CHECKPOINTS);
    this.folder = new ResultFolder(files);
    this.progress = progress;
    this.interruption = interruption;
  }

  /**
   * Runs the experiment and writes its folder.
   *
   * @param partitions tasks; 0 for one a group of images
   * @param resume go on with a folder of the same config; checkpoints that are there stay
   * @return lines that say what came out
   * @throws UserException for everything that the user can put right
   * @throws CancellationException if the run was called off
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
    Engines.open(config.engine()).close();
    long seed = config.training().seed();
    Engines.require(config.engine(), config.moving().recipe(config.training().epochs(), seed));
    NetworkImages images =
        NetworkImages.all(
            ImageSources.open(config.source(), input, spark.hadoopConfiguration(), seed),
            config.network(),
            config.training());
    StorageFolder files = StorageFolder.at(output, spark.hadoopConfiguration());
    try (Interruption interruption = Interruption.install()) {
      MovingJob job = new MovingJob(spark, config, images, files, progress, interruption);
      job.folder.begin(config.yaml(), resume);
      return job.run(partitions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was interrupted", e);
    }
  }

  private List<String> run(int partitions) throws InterruptedException {
    int epochs = config.training().epochs();
    if (!checkpoints.exists(MovingTask.checkpoint(epochs))) {
      train();
    }
    List<MovingTask.Followed> followed = follow(partitions);
    folder.text("psnr.csv", means(followed));
    folder.text("sirens.csv", sirens(followed));
    plot(followed);
    Map<String, Object> results = results(followed);
    folder.report(results);
    List<String> lines = new ArrayList<>();
    results.forEach((key, value) -> lines.add(key + ": " + value));
    return lines;
  }

  private void train() {
    ProgressLines ticker = new ProgressLines(progress, config.progressSeconds());
    CnnListener listener =
        new CnnListener() {
          @Override
          public void onBatch(CnnProgress at) {
            ticker.at("network, epochs", at.epoch() - 1L, at.epochs());
          }

          @Override
          public void onEpoch(CnnEpoch epoch, Supplier<CnnCheckpoint> network) {
            checkpoints.put(MovingTask.checkpoint(epoch.epoch()), network.get().encode());
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

  private List<LabelledImage> chosen() {
    int asked = config.moving().images();
    int count = asked == 0 ? images.sample().size() : Math.min(asked, images.sample().size());
    return images.sample().subList(0, count);
  }

  private List<MovingTask.Followed> follow(int partitions) throws InterruptedException {
    int epochs = config.training().epochs();
    MovingTask task =
        new MovingTask(
            checkpoints,
            config.network(),
            config.moving(),
            config.moving().recipe(epochs, config.training().seed()),
            epochs,
            config.engine());
    List<List<MovingTask.Image>> tasks = cut(partitions);
    ProgressLines ticker = new ProgressLines(progress, config.progressSeconds());
    List<MovingTask.Followed> followed = new ArrayList<>();
    long ended = 0;
    try (TaskStream<List<MovingTask.Followed>> stream = TaskStream.start(spark, tasks, task)) {
      while (!stream.isOver()) {
        TaskStream.Ended<List<MovingTask.Followed>> end = stream.poll(POLL_MILLIS);
        if (end != null) {
          followed.addAll(end.result());
          ended++;
        }
        ticker.at("tasks", ended, tasks.size());
        if (interruption.requested()) {
          throw new CancellationException("--resume goes on with the checkpoints that are there");
        }
      }
    }
    followed.sort(
        Comparator.comparing(MovingTask.Followed::target)
            .thenComparing(MovingTask.Followed::image)
            .thenComparingInt(MovingTask.Followed::layer));
    return followed;
  }

  /** Contiguous parts of the images, as equal as can be. */
  private List<List<MovingTask.Image>> cut(int partitions) {
    List<MovingTask.Image> all =
        chosen().stream().map(i -> new MovingTask.Image(i.id(), i.canvas())).toList();
    int group = config.moving().group();
    int wanted = partitions == 0 ? (all.size() + group - 1) / group : partitions;
    int parts = Math.min(all.size(), wanted);
    return IntStream.range(0, parts)
        .mapToObj(
            p ->
                List.copyOf(
                    all.subList(
                        (int) ((long) all.size() * p / parts),
                        (int) ((long) all.size() * (p + 1) / parts))))
        .toList();
  }

  private static DoubleSummaryStatistics psnr(
      List<MovingTask.Followed> followed, Target target, int layer, int epoch) {
    return followed.stream()
        .filter(each -> each.target() == target && each.layer() == layer)
        .mapToDouble(each -> each.psnr().get(epoch - 1))
        .summaryStatistics();
  }

  private String means(List<MovingTask.Followed> followed) {
    StringBuilder table =
        new StringBuilder("target,epoch,layer,images,psnr_mean,psnr_min,psnr_max\n");
    for (Target target : config.moving().targets()) {
      for (int epoch = 1; epoch <= config.training().epochs(); epoch++) {
        for (int layer : config.moving().layers()) {
          DoubleSummaryStatistics numbers = psnr(followed, target, layer, epoch);
          table.append(
              String.format(
                  Locale.ROOT,
                  "%s,%d,%d,%d,%.4f,%.4f,%.4f%n",
                  target.word(),
                  epoch,
                  layer,
                  numbers.getCount(),
                  numbers.getAverage(),
                  numbers.getMin(),
                  numbers.getMax()));
        }
      }
    }
    return table.toString();
  }

  private String sirens(List<MovingTask.Followed> followed) {
    StringBuilder table = new StringBuilder("target,image,layer,psnr,parameters_sha256\n");
    int last = config.training().epochs() - 1;
    for (MovingTask.Followed each : followed) {
      table.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%d,%.4f,%s%n",
              each.target().word(),
              each.image(),
              each.layer(),
              each.psnr().get(last),
              each.hash()));
    }
    return table.toString();
  }

  private void plot(List<MovingTask.Followed> followed) {
    List<Double> epochs =
        IntStream.rangeClosed(1, config.training().epochs()).mapToObj(e -> (double) e).toList();
    List<CurvePlot.Panel> panels = new ArrayList<>();
    for (int layer : config.moving().layers()) {
      List<PlotLine> curves = new ArrayList<>();
      for (Target target : config.moving().targets()) {
        List<Double> values =
            epochs.stream()
                .map(e -> psnr(followed, target, layer, e.intValue()).getAverage())
                .toList();
        curves.add(new PlotLine(target.word(), colour(target), epochs, values));
      }
      panels.add(new CurvePlot.Panel("Layer " + layer, curves));
    }
    String subtitle =
        "%d images, %d steps an epoch, mean PSNR against the map of the epoch"
            .formatted(chosen().size(), config.moving().steps());
    folder.plot(
        "psnr.png",
        new CurvePlot("SIRENs that follow a network that learns", subtitle, "epoch", "dB"),
        panels);
  }

  private static Color colour(Target target) {
    return switch (target) {
      case MOVING -> new Color(0x2CA02C);
      case INITIALISED -> new Color(0x1F77B4);
      case TRAINED -> new Color(0xFF7F0E);
    };
  }

  private Map<String, Object> results(List<MovingTask.Followed> followed) {
    Map<String, Object> results = new LinkedHashMap<>();
    int epochs = config.training().epochs();
    String name = MovingTask.checkpoint(epochs);
    CnnCheckpoint network = CnnCheckpoint.decode(checkpoints.content(name), name);
    Tensors torch = Tensors.load();
    results.put("train_images", images.sample().size());
    results.put("followed_images", chosen().size());
    results.put("epochs", epochs);
    results.put(
        "network_train_accuracy",
        CnnClassifier.judge(torch, network, images.sample()).confusion().accuracy());
    results.put(
        "network_test_accuracy",
        CnnClassifier.judge(torch, network, images.test()).confusion().accuracy());
    for (Target target : config.moving().targets()) {
      List<Double> means = new ArrayList<>();
      for (int layer : config.moving().layers()) {
        double mean = psnr(followed, target, layer, epochs).getAverage();
        means.add(Math.round(mean * 100) / 100.0);
      }
      results.put("psnr_" + target.word(), means);
    }
    return results;
  }
}
