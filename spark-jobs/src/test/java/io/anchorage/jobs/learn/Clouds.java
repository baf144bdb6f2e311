package io.anchorage.jobs.learn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitRequest;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Small tables and small trainings for tests. */
final class Clouds {
  private static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath();

  private Clouds() {}

  static JavaSparkContext spark() {
    return SparkContexts.open("train", "local[2]");
  }

  /** ARCs of 600 training and 200 test images, a few steps each: their anchors tell enough. */
  static void fit(JavaSparkContext spark, Path table, int partitions, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "fit.family.kind=arc",
                "fit.family.latent-dim=4",
                "fit.family.latents=12",
                "fit.family.decoder.images=20",
                "fit.family.decoder.steps=20",
                "fit.stop.steps=10",
                "source.dataset=fashion-mnist",
                "signal.values=unit",
                "run.progress-seconds=60"));
    all.addAll(List.of(settings));
    FitJob.run(
        spark,
        FitRequest.of(JobConfigs.load(null, all), SAMPLE.toString(), table.toString())
            .withPartitions(partitions));
  }

  /** A set MLP for three epochs, and what a test wants otherwise. */
  static TrainPlan plan(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "train.model.kind=set-mlp",
                "train.model.widths=[16, 32]",
                "train.model.hidden=16",
                "train.batch=50",
                "train.epochs=3",
                "run.progress-seconds=60"));
    all.addAll(List.of(settings));
    return TrainPlan.load(null, all);
  }

  static TrainReport train(
      JavaSparkContext spark, TrainPlan plan, Path table, Path output, boolean resume) {
    return TrainJob.run(
        spark,
        new TrainRequest(plan, table.toString(), output.toString(), resume),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }
}
