package io.anchorage.jobs.allcnn.paths;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.SparkContexts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathJobTest {
  private static final Path SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();

  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void openSpark() {
    spark = SparkContexts.open("paths", "local[2]");
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  private static PathJobConfig config(String... more) {
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

  private List<String> run(String name, String... more) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    return PathJob.run(
        spark, config(more), SAMPLE.toString(), folder.resolve(name).toString(), nowhere);
  }

  @ParameterizedTest
  @ValueSource(strings = {"per-image", "shared", "none"})
  void both_networks_are_judged_and_their_curves_and_bytes_written(String kind) throws IOException {
    List<String> lines = run(kind, "paths.predictor.kind=" + kind);
    Path written = folder.resolve(kind);
    List<String> history = Files.readAllLines(written.resolve("history.csv"));
    assertThat(history).hasSize(5);
    assertThat(history.get(1)).startsWith("ordinary,2,20480,");
    assertThat(history.get(3)).startsWith("paths,2,");
    assertThat(history.get(4)).startsWith("paths,3,");
    assertThat(history.get(4).split(",", -1)).hasSize(9 + 6);
    assertThat(lines).anyMatch(line -> line.matches("test_accuracy: 0\\.\\d+"));
    int map = 4 * (2 * 3 * 32 * 32 + 3 * 4 * 16 * 16 + 4 * 8 * 8);
    assertThat(lines).contains("bytes_maps_of_a_batch: " + 5 * map);
    for (String name : List.of("report.json", "accuracy.png", "psnr.png", "network.safetensors")) {
      assertThat(written.resolve(name)).isNotEmptyFile();
    }
    assertThat(written.resolve("report.html"))
        .content(UTF_8)
        .contains("Learning along paths", "test images, ordinary pass", "Layer 6")
        .contains("bytes_maps_of_a_batch", "judge-every: 2");
  }

  @Test
  void one_task_slot_and_two_give_the_same_bytes() throws IOException {
    run("two");
    spark.close();
    spark = SparkContexts.open("paths", "local[1]");
    run("one");
    for (String name : List.of("history.csv", "network.safetensors")) {
      assertThat(Files.readAllBytes(folder.resolve("one").resolve(name)))
          .isEqualTo(Files.readAllBytes(folder.resolve("two").resolve(name)));
    }
  }

  @Test
  void what_cannot_be_done_is_one_line() {
    assertThatThrownBy(() -> config("paths.paths=0"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("paths must be in 1 .. 1000000: 0");
    assertThatThrownBy(() -> config("paths.last=10"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("last must be a layer in 1 .. 9: 10");
    assertThatThrownBy(() -> config("paths.predictor.code=60"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("code must be a square, 1 .. 1024: 60");
    assertThatThrownBy(() -> run("norm", "network.layer-norm=channels-height-width"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("layer-norm must be channels");
    assertThatThrownBy(() -> config("paths.pathes=3"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("paths.paths");
  }

  @Test
  void a_folder_that_holds_something_is_left_alone() throws IOException {
    Files.createDirectories(folder.resolve("full"));
    Files.writeString(folder.resolve("full/mine.txt"), "mine");
    assertThatThrownBy(() -> run("full"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is not empty (it holds mine.txt), or choose another --output");
  }
}
