package io.anchorage.jobs.allcnn.paths;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.jobs.cluster.SparkContexts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Small trainings along paths for tests: a narrow network, narrow SIRENs, few epochs. */
final class PathRuns implements AutoCloseable {
  static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();

  /** Two variants with two seeds. */
  private static final String[] GRID = {
    "grid.seeds=[0, 4]",
    "grid.variants=[{name: own, set: []}, {name: all, set: [paths.patch=all]}]",
    "paths.warm-start=2"
  };

  private JavaSparkContext spark = SparkContexts.open("paths", "local[2]");

  JavaSparkContext spark() {
    return spark;
  }

  /** Goes on with another number of task slots. */
  void reopen(String master) {
    spark.close();
    spark = SparkContexts.open("paths", master);
  }

  static String[] grid() {
    return GRID.clone();
  }

  static PathJobConfig config(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "source.dataset=sample",
                "network.narrow=3",
                "network.third-layer=4",
                "network.wide=4",
                "training.per-class=1",
                "training.epochs=3",
                "training.batch=5",
                "paths.paths=20",
                "paths.predictor.width=8",
                "paths.predictor.depth=2",
                "paths.predictor.code=9",
                "judge-every=2",
                "progress-seconds=60"));
    settings.addAll(List.of(more));
    return PathJobConfig.load(null, settings);
  }

  PathJob.Report run(Path output, int partitions, boolean resume, String... more) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    return PathJob.run(
        spark,
        new PathJob.Request(
            config(more), SAMPLE.toString(), output.toString(), partitions, resume, nowhere));
  }

  @Override
  public void close() {
    spark.close();
  }
}
