package io.anchorage.jobs.allcnn.paths;

import static io.anchorage.jobs.allcnn.paths.PathRuns.config;
import static io.anchorage.jobs.allcnn.paths.PathRuns.grid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.allcnn.LearntTables;
import io.anchorage.jobs.allcnn.maps.MapTable;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathJobTest {
  private static PathRuns runs;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    runs = new PathRuns();
  }

  @AfterAll
  static void close() {
    runs.close();
  }

  private List<String> run(String name, String... more) {
    return run(name, 0, false, more).lines();
  }

  private PathJob.Report run(String name, int partitions, boolean resume, String... more) {
    return runs.run(folder.resolve(name), partitions, resume, more);
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
    for (String name :
        List.of(
            "report.json",
            "accuracy.png",
            "loss.png",
            "psnr.png",
            "network.safetensors",
            "result.json",
            "ordinary/network.safetensors")) {
      assertThat(written.resolve(name)).isNotEmptyFile();
    }
    assertThat(written.resolve("report.html"))
        .content(UTF_8)
        .contains("Learning along paths", "test images, ordinary pass", "Layer 6")
        .contains("bytes_maps_of_a_batch", "judge-every: 2");
    assertThat(Files.exists(written.resolve("maps"))).isEqualTo(kind.equals("per-image"));
    assertThat(written.resolve("checkpoint.json")).doesNotExist();
  }

  @Test
  void one_partition_and_seven_give_the_same_bytes() throws IOException {
    List<String> lines = run("grid-1", 1, false, grid()).lines();
    run("grid-7", 7, false, grid());
    List<String> trainings =
        List.of(
            "ordinary-seed-0",
            "ordinary-seed-4",
            "own-seed-0",
            "own-seed-4",
            "all-seed-0",
            "all-seed-4");
    List<String> files = new ArrayList<>(List.of("history.csv"));
    trainings.forEach(name -> files.add(name + "/network.safetensors"));
    for (String name : files) {
      assertThat(Files.readAllBytes(folder.resolve("grid-7").resolve(name)))
          .isEqualTo(Files.readAllBytes(folder.resolve("grid-1").resolve(name)));
    }
    for (String name : trainings.subList(2, 6)) {
      Path maps = Path.of(name, "maps");
      assertThat(LearntTables.open(folder.resolve("grid-7").resolve(maps)).parametersSha256())
          .isEqualTo(LearntTables.open(folder.resolve("grid-1").resolve(maps)).parametersSha256());
    }
    assertThat(lines)
        .anyMatch(line -> line.matches("own: \\{seeds=2, train_accuracy=.*psnr=\\[.*"))
        .anyMatch(line -> line.startsWith("ordinary: {seeds=2, "));
    List<String> history = Files.readAllLines(folder.resolve("grid-1/history.csv"));
    assertThat(history).hasSize(1 + 6 * 2);
    assertThat(history.get(1)).startsWith("ordinary-seed-0,2,");
    assertThat(history.get(12)).startsWith("all-seed-4,3,");
  }

  @Test
  void the_sirens_are_a_table_beside_the_maps_of_the_trained_network() {
    run("kept", "baseline=false", "paths.last=4");
    FieldTable table = LearntTables.open(folder.resolve("kept/maps"));
    assertThat(table.manifest().fields()).isEqualTo(10 * 4);
    Verification found = LearntTables.verified(table, 40);
    assertThat(found.problems()).isEmpty();
    assertThat(found.compared()).isEqualTo(40);
    assertThat(LearntTables.sheet(table, 3).targets()).isEqualTo(12);
    assertThatThrownBy(() -> MapTable.of(table).orElseThrow().curves())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds no curves to draw");
  }

  @Test
  void a_training_that_fails_is_a_line_and_the_others_are_trained() {
    String far =
        "training.adam.learning-rate=9.9, training.adam.weight-decay=0.99, training.batch=1,"
            + " training.epochs=20";
    PathJob.Report report =
        run(
            "failing",
            0,
            false,
            "baseline=false",
            "grid.variants=[{name: near, set: []}, {name: far, set: [" + far + "]}]");
    assertThat(report.failures()).hasSize(1);
    assertThat(report.failures().get(0))
        .matches("far-seed-0 failed: The network's loss is \\S+ in epoch \\d+; lower its .*");
    assertThat(report.lines())
        .anyMatch(line -> line.startsWith("near: {seeds=1, "))
        .anyMatch(line -> line.startsWith("failure_1: far-seed-0 failed: "))
        .noneMatch(line -> line.startsWith("far: "));
    assertThatThrownBy(() -> run("failed", ("baseline=false, " + far).split(", ")))
        .isInstanceOf(UserException.class)
        .hasMessageMatching("The network's loss is \\S+ in epoch \\d+; lower its .*");
  }

  @Test
  void variants_share_the_ordinary_trainings_that_they_do_not_change() {
    PathPlan plan =
        PathPlan.of(
            config(
                "grid.seeds=[0, 1]",
                "grid.variants=[{name: a, set: []}, {name: b, set: [paths.steps=2]}, {name: c,"
                    + " set: [training.batch=2]}]"));
    assertThat(plan.trials().stream().map(PathTrial::name))
        .containsExactly(
            "ordinary-seed-0",
            "ordinary-seed-1",
            "ordinary-c-seed-0",
            "ordinary-c-seed-1",
            "a-seed-0",
            "a-seed-1",
            "b-seed-0",
            "b-seed-1",
            "c-seed-0",
            "c-seed-1");
    for (String setting : List.of("training.seed=3", "source.dataset=x", "paths.last=3")) {
      assertThatThrownBy(
              () -> PathPlan.of(config("grid.variants=[{name: a, set: [" + setting + "]}]")))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(setting + " in variant a");
    }
  }

  @Test
  void one_task_slot_and_two_give_the_same_bytes() throws IOException {
    run("two");
    runs.reopen("local[1]");
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
    assertThatThrownBy(() -> run("full", -1, false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--partitions must be at least 0: -1");
  }
}
