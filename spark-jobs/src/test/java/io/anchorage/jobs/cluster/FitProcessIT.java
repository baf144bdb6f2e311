package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.cli.Main;
import io.anchorage.jobs.table.manifest.RunEntry.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed, interrupted, or get in each other's way, as processes of their own. */
@Tag("processes")
class FitProcessIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();
  private static final int IMAGES = 200;

  @TempDir private static Path folder;
  private static String expected;

  @BeforeAll
  static void fitWithoutDisturbance() {
    TableOnDisk table = new TableOnDisk(folder.resolve("undisturbed"));
    List<String> fit = arguments(table, "local[2]", "--partitions", "3");
    assertThat(Main.run(fit.toArray(String[]::new))).isZero();
    expected = table.hash();
  }

  @Test
  void a_run_killed_at_random_moments_is_resumed_to_the_same_bytes() throws InterruptedException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TableOnDisk table = new TableOnDisk(folder.resolve("killed"));
    try (ChildProcess first = fit(table, "local[2]", "--partitions", "50")) {
      first.await("a shard", PATIENCE, () -> table.shards() > 0);
      Thread.sleep(random.nextInt(1500));
      first.kill();
    }
    long afterFirst = table.fields();
    try (ChildProcess second = fit(table, "local[2]", "--partitions", "20", "--resume")) {
      Thread.sleep(random.nextInt(6000));
      second.kill();
    }
    assertThat(table.fields()).isGreaterThanOrEqualTo(afterFirst);
    try (ChildProcess last = fit(table, "local[2]", "--resume")) {
      assertThat(last.exit(PATIENCE)).as(last.output()).isZero();
    }

    assertThat(table.keys()).as("seed %d", seed).doesNotHaveDuplicates().hasSize(IMAGES);
    assertThat(table.hash()).as("seed %d", seed).isEqualTo(expected);
    assertThat(table.runs().get(0)).isIn(Status.KILLED, Status.COMPLETE);
    assertThat(table.runs()).endsWith(Status.COMPLETE);
  }

  @Test
  void an_interrupted_run_publishes_what_is_done_and_is_resumed() {
    TableOnDisk table = new TableOnDisk(folder.resolve("interrupted"));
    try (ChildProcess first = fit(table, "local[2]", "--partitions", "100")) {
      first.await("a shard", PATIENCE, () -> table.shards() > 0);
      first.process().destroy();
      assertThat(first.exit(PATIENCE)).as(first.output()).isNotZero();
      assertThat(table.runs()).as(first.output()).containsExactly(Status.CANCELLED);
      assertThat(first.output())
          .contains(table.fields() + " of 200 images are in " + table.path())
          .contains("run the same command with --resume to continue", "  fitted   ")
          .doesNotContain("\tat ");
    }
    assertThat(Files.exists(table.path().resolve("_lock"))).isFalse();
    long before = table.fields();
    assertThat(before).isBetween(1L, (long) IMAGES);
    try (ChildProcess second = fit(table, "local[2]", "--resume")) {
      assertThat(second.exit(PATIENCE)).as(second.output()).isZero();
    }

    assertThat(table.hash()).isEqualTo(expected);
    assertThat(table.runs()).containsExactly(Status.CANCELLED, Status.COMPLETE);
  }

  @Test
  void of_two_jobs_on_one_table_the_second_is_refused_and_the_first_goes_on() {
    TableOnDisk table = new TableOnDisk(folder.resolve("shared"));
    try (ChildProcess first = fit(table, "local[2]", "--partitions", "100")) {
      first.await("a shard", PATIENCE, () -> table.shards() > 0);
      first.hold();
      try (ChildProcess second = fit(table, "local[1]", "--resume")) {
        assertThat(second.exit(PATIENCE)).as(second.output()).isEqualTo(4);
        assertThat(second.output())
            .contains("Another job is working on " + table.path())
            .doesNotContain("\tat ");
      }
      first.goOn();
      assertThat(first.exit(PATIENCE)).as(first.output()).isZero();
    }

    assertThat(table.hash()).isEqualTo(expected);
    assertThat(table.runs()).containsExactly(Status.COMPLETE);
  }

  private static ChildProcess fit(TableOnDisk table, String master, String... more) {
    return FitProcess.start(
        arguments(table, master, more), folder.resolve("fit-" + System.nanoTime() + ".log"));
  }

  private static List<String> arguments(TableOnDisk table, String master, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "fit",
                "--config",
                SAMPLE.resolveSibling("../siren-fashion-mnist.yaml").normalize().toString(),
                "--set",
                "fit.stop.steps=200",
                "--split",
                "test",
                "--input",
                SAMPLE.toString(),
                "--output",
                table.path().toString(),
                "--master",
                master));
    arguments.addAll(List.of(more));
    return arguments;
  }
}
