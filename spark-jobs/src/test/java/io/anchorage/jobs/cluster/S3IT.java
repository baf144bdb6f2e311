package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.cli.Main;
import io.anchorage.jobs.table.manifest.RunEntry.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Source and table on {@code s3a:}: Hadoop's connector, as {@code deploy/make-spark} installs it,
 * against a server in a process of its own.
 */
@Tag("processes")
class S3IT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Path SAMPLE = SparkHome.REPOSITORY.resolve("conf/sample/fashion-mnist");
  private static final int IMAGES = 200;

  @TempDir private static Path folder;
  private static S3Server server;
  private static SparkHome spark;
  private static TableOnDisk table;
  private static String expected;
  private int runs;

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.start(Files.createDirectory(folder.resolve("s3")));
    server.put("images", new byte[0]);
    server.put("fields", new byte[0]);
    try (Stream<Path> files = Files.list(SAMPLE)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".gz")).toList()) {
        server.put("images/fashion/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
    Files.writeString(folder.resolve("core-site.xml"), server.coreSite());
    spark = SparkHome.make(folder.resolve("spark"));
    table = new TableOnDisk(server.onDisk("fields/sirens"));

    Path local = folder.resolve("local");
    List<String> fit = fit(SAMPLE.toString(), local.toString());
    fit.addAll(List.of("--master", "local[2]"));
    assertThat(Main.run(fit.toArray(String[]::new))).isZero();
    expected = new TableOnDisk(local).hash();
  }

  @AfterAll
  static void stop() {
    spark.close();
    server.close();
  }

  @Test
  void a_table_is_killed_resumed_merged_and_verified() throws Exception {
    List<String> fit = fit("s3a://images/fashion", "s3a://fields/sirens");
    fit.addAll(List.of("--master", "local[2]", "--partitions", "30"));
    try (ChildProcess first = anchorage(fit)) {
      first.await("two shards", PATIENCE, () -> table.shards() >= 2);
      first.kill();
    }
    server.forgetHalfObjects("fields");
    long before = table.fields();
    assertThat(before).isBetween(1L, IMAGES - 1L);
    assertThat(rowsOfPlainReader()).isGreaterThanOrEqualTo(before);

    fit.add("--resume");
    try (ChildProcess second = anchorage(fit)) {
      // A reader that knows nothing of manifests sees whole shards only, and none twice.
      while (second.process().isAlive()) {
        assertThat(rowsOfPlainReader()).isBetween(before, (long) IMAGES);
        Thread.sleep(500);
      }
      assertThat(second.exit(PATIENCE)).as(second.output()).isZero();
      assertThat(second.output()).contains("were already in the table");
    }
    assertThat(table.hash()).isEqualTo(expected);
    assertThat(table.runs()).containsExactly(Status.KILLED, Status.COMPLETE);
    assertThat(table.shards()).isGreaterThan(10);

    succeeds(List.of("compact", "s3a://fields/sirens", "--master", "local[2]"));
    assertThat(table.shards()).isLessThan(5);
    assertThat(table.hash()).isEqualTo(expected);
    assertThat(rowsOfPlainReader()).isEqualTo(IMAGES);
    // What was merged stays for readers of the old manifest, under names that are no data.
    try (Stream<Path> objects = Files.list(table.path().resolve("fields"))) {
      assertThat(objects.map(object -> "fields/" + object.getFileName()))
          .filteredOn(name -> !name.startsWith("fields/_"))
          .containsExactlyInAnyOrderElementsOf(
              table.table().manifest().shards().stream()
                  .map(shard -> shard.fields().path())
                  .toList());
    }
    assertThat(succeeds(List.of("verify", "s3a://fields/sirens"))).contains("sound");
    assertThat(table.path().resolve("_lock")).doesNotExist();
  }

  /** Rows of all that matches {@code fields/*.parquet}, each of another image. */
  private static long rowsOfPlainReader() throws SQLException {
    String glob = table.path().resolve("fields") + "/*.parquet";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), count(DISTINCT id) FROM read_parquet('" + glob + "')")) {
      row.next();
      assertThat(row.getLong(1)).isEqualTo(row.getLong(2));
      return row.getLong(1);
    }
  }

  private static List<String> fit(String input, String output) {
    return new ArrayList<>(
        List.of(
            "fit",
            "--config",
            SparkHome.REPOSITORY.resolve("conf/siren-fashion-mnist.yaml").toString(),
            "--set",
            "fit.stop.steps=40",
            "--set",
            "fit.family.width=16",
            "--split",
            "test",
            "--input",
            input,
            "--output",
            output));
  }

  private ChildProcess anchorage(List<String> arguments) {
    Map<String, String> environment = new HashMap<>(spark.environment());
    environment.put("HADOOP_CONF_DIR", folder.toString());
    environment.put("ANCHORAGE_HEAP", "640m");
    List<String> words = new ArrayList<>(List.of(SparkHome.deploy("anchorage").toString()));
    words.addAll(arguments);
    return ChildProcess.start(words, environment, folder.resolve("run-" + runs++ + ".log"));
  }

  private String succeeds(List<String> arguments) {
    try (ChildProcess process = anchorage(arguments)) {
      assertThat(process.exit(PATIENCE)).as(process.output()).isZero();
      return process.output();
    }
  }
}
