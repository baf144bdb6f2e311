package io.anchorage.jobs.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.fit.Pets;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few shards in the place of many, with the same rows. */
class CompactJobTest {
  private static final long LARGE = 1L << 30;
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
  private static JavaSparkContext spark;

  @TempDir private Path folder;
  private Pets pets;

  @BeforeAll
  static void openSpark() {
    spark = new JavaSparkContext(SparkContexts.settings(new SparkConf(), "compact", "local[2]"));
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  @BeforeEach
  void fourNights() throws IOException {
    pets = new Pets(spark, folder);
    for (int night = 0; night < 3; night++) {
      pets.image("cat/" + night + ".png", night);
      pets.night();
    }
    Files.write(pets.file("cat/9.png"), new byte[60]);
    pets.night("run.failure-budget=1");
  }

  @Test
  void four_small_shards_become_one_with_the_same_rows() throws IOException {
    String before = pets.table().parametersSha256();
    CompactReport report = compact();

    assertThat(report.before()).isEqualTo(4);
    assertThat(report.after()).isEqualTo(1);
    assertThat(report.fields()).isEqualTo(3);
    assertThat(pets.table().parametersSha256()).isEqualTo(before);
    assertThat(pets.table().manifest().failures()).isEqualTo(1);
    assertThat(TableVerifier.verify(pets.table(), null).problems()).isEmpty();
    assertThat(visible("fields")).isEqualTo(1);
    assertThat(visible("failures")).isEqualTo(1);
  }

  @Test
  void who_reads_meanwhile_reads_on_until_the_next_run() throws IOException {
    FieldTable opened = pets.table();
    compact();

    try (ShardScan<FieldRow> rows = opened.rows()) {
      int read = 0;
      while (rows.hasNext()) {
        rows.next();
        read++;
      }
      assertThat(read).isEqualTo(3);
    }
    pets.image("cat/3.png", 3);
    pets.night();
    try (Stream<Path> files = Files.list(pets.path().resolve("fields"))) {
      assertThat(files).as("the old files are gone").hasSize(2);
    }
  }

  @Test
  void nothing_is_rewritten_when_there_is_nothing_to_merge() throws IOException {
    compact();
    byte[] before = Files.readAllBytes(pets.path().resolve("manifest.json"));

    assertThat(CompactJob.isWorthwhile(pets.table(), LARGE)).isFalse();
    assertThat(CompactJob.isWorthwhile(pets.table(), 2)).isFalse();
    pets.night("run.failure-budget=1");
    assertThat(pets.path().resolve("manifest.json"))
        .as("a compacted table is up to date, too")
        .hasBinaryContent(before);
  }

  @Test
  void a_table_goes_on_growing_after_it() throws IOException {
    compact();
    pets.image("cat/3.png", 3);
    pets.night();
    compact();

    assertThat(pets.rows()).hasSize(4);
    assertThat(pets.table().manifest().shards()).hasSize(1);
    assertThat(pets.table().parametersSha256()).isEqualTo(pets.freshHash("run.failure-budget=1"));
  }

  private CompactReport compact() {
    return CompactJob.run(spark, pets.path().toString(), LARGE, NOWHERE);
  }

  private long visible(String part) throws IOException {
    try (Stream<Path> files = Files.list(pets.path().resolve(part))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }
}
