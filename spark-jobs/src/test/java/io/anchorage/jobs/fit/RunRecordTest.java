package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.progress.Counts;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunRecordTest {
  @TempDir Path folder;

  private StorageFolder files() {
    return StorageFolder.at(folder.toString(), new Configuration());
  }

  private static TaskResult result(String executor, long rows) {
    return new TaskResult(
        new ShardEntry("a", new ShardFile("fields/a", rows, 1, "00", "a", "b"), null),
        new Counts(rows, 0, rows, 30.0 * rows, 100),
        new ScoreMeans(),
        "vector",
        null,
        new Phases(1, 2, 0, 5, 1, 1),
        new TaskResult.Place(executor, "host", List.of()));
  }

  @Test
  void what_was_written_is_read_again() {
    RunRecorder recorder = new RunRecorder();
    recorder.add(result("1", 10), 2.5, new Counts(10, 0, 10, 300, 0));
    recorder.add(result("2", 5), 3.5, new Counts(16, 1, 15, 450, 0));
    recorder.add(result("1", 7), 4.0, new Counts(23, 1, 0, 0, 0));
    recorder.record().write(files(), 3);

    RunRecord read = RunRecord.read(files(), 3).orElseThrow();
    assertThat(read.executors())
        .containsExactly(
            new RunRecord.Executor("1", "host", "vector", 17, 20),
            new RunRecord.Executor("2", "host", "vector", 5, 10));
    assertThat(read.phases()).isEqualTo(new Phases(3, 6, 0, 15, 3, 3));
    assertThat(read.moments())
        .containsExactly(
            new RunRecord.Moment(2.5, 10, 30),
            new RunRecord.Moment(3.5, 16, 30),
            new RunRecord.Moment(4, 23, Double.NaN));
    assertThat(RunRecord.read(files(), 4)).isEmpty();
  }

  @Test
  void a_run_of_any_length_has_a_short_record_that_ends_where_the_run_did() {
    RunRecorder recorder = new RunRecorder();
    for (int i = 1; i <= 100_000; i++) {
      recorder.add(result("1", 1), i, new Counts(i, 0, i, 30.0 * i, 0));
    }
    List<RunRecord.Moment> moments = recorder.record().moments();
    assertThat(moments).hasSizeBetween(100, 400);
    assertThat(moments.get(moments.size() - 1).images()).isEqualTo(100_000);
    assertThat(moments).isSortedAccordingTo((a, b) -> Double.compare(a.seconds(), b.seconds()));
  }

  @Test
  void a_damaged_record_is_one_line() throws IOException {
    Files.writeString(folder.resolve("_run-001.json"), "{\"seconds\": 3}");
    assertThatThrownBy(() -> RunRecord.read(files(), 1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("_run-001.json");
  }
}
