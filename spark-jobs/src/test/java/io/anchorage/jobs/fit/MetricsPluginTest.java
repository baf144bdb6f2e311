package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.progress.MetricsPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whoever watches a cluster sees of a fit, by a sink of Spark's that writes files. */
class MetricsPluginTest {
  private static final String SINK = "spark.metrics.conf.*.sink.csv.";

  @TempDir private Path folder;

  @Test
  void sparks_metrics_tell_what_executors_have_fitted_and_how_far_the_job_is() throws IOException {
    Path metrics = Files.createDirectory(folder.resolve("metrics"));
    SparkConf conf =
        new SparkConf()
            .set("spark.plugins", MetricsPlugin.class.getName())
            .set("spark.metrics.namespace", "anchorage")
            .set(SINK + "class", "org.apache.spark.metrics.sink.CsvSink")
            .set(SINK + "directory", metrics.toString())
            .set(SINK + "period", "3600");
    Pets pets;
    try (JavaSparkContext spark =
        new JavaSparkContext(SparkContexts.settings(conf, "fit", "local[1]"))) {
      pets = new Pets(spark, folder);
      pets.fourImages();
      Files.write(pets.file("cat/3.png"), new byte[60]);
      pets.night("run.failure-budget=1");
    }

    assertThat(last(metrics, ".images.csv").get(1)).isNotEqualTo("0");
    assertThat(count(metrics, ".images.csv") - count(metrics, ".failures.csv"))
        .as("images without failures, in this process")
        .isGreaterThanOrEqualTo(3);
    assertThat(count(metrics, ".steps.csv")).isGreaterThanOrEqualTo(9);
    assertThat(last(metrics, ".job.done.csv").get(1)).isEqualTo("4.0");
    assertThat(last(metrics, ".job.of.csv").get(1)).isEqualTo("4.0");
    assertThat(last(metrics, ".job.failed.csv").get(1)).isEqualTo("1.0");
    assertThat(Double.parseDouble(last(metrics, ".job.psnr.csv").get(1))).isBetween(1.0, 100.0);
  }

  private static long count(Path metrics, String name) throws IOException {
    return Long.parseLong(last(metrics, name).get(1));
  }

  /** The last line of the file of the plugin's metric with a name. */
  private static List<String> last(Path metrics, String name) throws IOException {
    try (Stream<Path> files = Files.list(metrics)) {
      Path file =
          files
              .filter(path -> path.toString().contains("plugin"))
              .filter(path -> path.toString().endsWith(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no metric " + name));
      List<String> lines = Files.readAllLines(file);
      return List.of(lines.get(lines.size() - 1).split(","));
    }
  }
}
