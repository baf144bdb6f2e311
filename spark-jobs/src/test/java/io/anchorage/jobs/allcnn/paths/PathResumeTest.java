package io.anchorage.jobs.allcnn.paths;

import static io.anchorage.jobs.allcnn.paths.PathRuns.SAMPLE;
import static io.anchorage.jobs.allcnn.paths.PathRuns.config;
import static io.anchorage.jobs.allcnn.paths.PathRuns.grid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.maps.LearntTable;
import io.anchorage.jobs.cluster.LatestProgress;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.net.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathResumeTest {
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

  private PathJob.Report run(String name, int partitions, boolean resume, String... more) {
    return runs.run(folder.resolve(name), partitions, resume, more);
  }

  @Test
  void what_is_trained_is_kept_by_a_run_that_goes_on() throws IOException {
    run("begun", 0, false, grid());
    byte[] history = Files.readAllBytes(folder.resolve("begun/history.csv"));
    Path kept = folder.resolve("begun/own-seed-0/network.safetensors");
    Path lost = folder.resolve("begun/all-seed-4/result.json");
    byte[] again = Files.readAllBytes(lost);
    Files.writeString(kept, "not touched");
    Files.delete(lost);

    run("begun", 0, true, grid());

    assertThat(kept).hasContent("not touched");
    assertThat(lost).hasBinaryContent(again);
    assertThat(folder.resolve("begun/history.csv")).hasBinaryContent(history);
    assertThatThrownBy(() -> run("begun", 0, true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("was begun with another config");
    assertThatThrownBy(() -> run("begun", 0, false, grid()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds results already; go on by --resume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ordinary", ""})
  void a_training_goes_on_from_its_last_checkpoint(String own) throws IOException {
    String[] settings = {"training.epochs=4", "checkpoint-seconds=0", "judge-every=1"};
    run("whole", 0, false, settings);
    PathPlan plan = PathPlan.of(config(settings));
    PathTrial trial =
        plan.trials().stream().filter(one -> one.folder().equals(own)).findFirst().orElseThrow();
    PathTask task = task(trial, config(settings));
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(
            () ->
                new PathRun(
                        task, trial, Tensors.load(), at -> {}, () -> asked.incrementAndGet() == 7)
                    .run())
        .isInstanceOf(CancellationException.class);
    assertThat(folder.resolve("stopped").resolve(own).resolve("checkpoint.json")).isNotEmptyFile();

    List<PathProgress> told = new ArrayList<>();
    new PathRun(task, trial, Tensors.load(), told::add, () -> false).run();

    assertThat(told.get(0).epoch()).isEqualTo(4);
    assertThat(told.get(told.size() - 1).isDone()).isTrue();
    for (String name : List.of("network.safetensors", "result.json")) {
      assertThat(folder.resolve("stopped").resolve(own).resolve(name))
          .hasBinaryContent(Files.readAllBytes(folder.resolve("whole").resolve(own).resolve(name)));
    }
    assertThat(folder.resolve("stopped").resolve(own).resolve("checkpoint.json")).doesNotExist();
  }

  private PathTask task(PathTrial trial, PathJobConfig config) {
    NetworkImages images =
        NetworkImages.all(
            ImageSources.open(
                config.source(), SAMPLE.toString(), runs.spark().hadoopConfiguration(), 0),
            trial.network(),
            trial.training());
    return new PathTask(
        StorageFolder.at(folder.resolve("stopped").toString(), runs.spark().hadoopConfiguration()),
        config.judgeEvery(),
        config.checkpointSeconds(),
        Map.of(trial.images(), runs.spark().broadcast(images)),
        LearntTable.of(runs.spark(), config.source(), SAMPLE.toString()),
        new LatestProgress<>());
  }

  @Test
  void a_damaged_checkpoint_is_one_line() throws IOException {
    Path begun = Files.createDirectories(folder.resolve("damaged"));
    Files.writeString(begun.resolve("config.yaml"), config("baseline=false").yaml());
    Files.writeString(begun.resolve("checkpoint.json"), "{\"turn\": 1, \"history\": []}");
    Files.writeString(begun.resolve("checkpoint-1-0.safetensors"), "no arrays");
    assertThatThrownBy(() -> run("damaged", 0, true, "baseline=false"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("checkpoint-1-0.safetensors cannot be used")
        .hasMessageContaining("checkpoint.json to begin this training again");
  }
}
