package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.manifest.ShardEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a table of which files are missing or damaged becomes whole again. */
class RepairTest {
  private static JavaSparkContext spark;

  @TempDir private Path folder;
  private Pets pets;
  private String whole;

  @BeforeAll
  static void openSpark() {
    spark = Fits.sparkWithoutHeartbeats("local[2]");
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  @BeforeEach
  void makeATableOfThreeShards() throws IOException {
    pets = new Pets(spark, folder);
    pets.fourImages();
    pets.night();
    pets.image("dog/0.png", 8);
    pets.night();
    Files.write(pets.file("cat/9.png"), new byte[60]);
    pets.night("run.failure-budget=1");
    whole = Fits.hash(pets.path());
    assertThat(shards()).hasSize(3);
  }

  @Test
  void a_shard_with_other_bytes_is_set_aside_and_its_images_are_fitted_again() throws IOException {
    Path file = pets.path().resolve(shards().get(0).fields().path());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    FitReport report = repaired();

    assertThat(report.fields()).isEqualTo(4);
    assertThat(report.present()).isEqualTo(2);
    assertThat(Pets.said(report))
        .anyMatch(text -> text.startsWith("damaged shards: 1, with 4 rows"));
    assertSound();
    try (Stream<Path> kept = Files.list(pets.path().resolve("_damaged"))) {
      assertThat(kept).hasSize(1).allSatisfy(copy -> assertThat(copy).hasBinaryContent(bytes));
    }
  }

  @Test
  void a_dry_run_tells_of_the_damage_and_of_the_images_to_fit_again() throws IOException {
    Files.delete(pets.path().resolve(shards().get(0).fields().path()));
    byte[] before = Files.readAllBytes(pets.path().resolve("manifest.json"));
    DryRun dry = DryRun.of(spark.hadoopConfiguration(), pets.request(pets.path(), Mode.REPAIR), 0);

    assertThat(dry.remaining()).isEqualTo(4);
    assertThat(dry.findings())
        .extracting(finding -> finding.text())
        .contains("damaged shards: 1, with 4 rows, which a run sets aside");
    assertThat(pets.path().resolve("manifest.json")).hasBinaryContent(before);
    assertThat(pets.path().resolve("_damaged")).doesNotExist();
  }

  @Test
  void files_that_are_gone_or_cut_short_are_made_again() throws IOException {
    Files.delete(pets.path().resolve(shards().get(1).fields().path()));
    Path failures = pets.path().resolve(shards().get(2).failures().path());
    Files.write(failures, List.of("cut"));
    repaired();

    assertSound();
    assertThat(pets.table().manifest().failures()).isEqualTo(1);
  }

  @Test
  void a_sound_table_is_left_as_it_is() throws IOException {
    byte[] before = Files.readAllBytes(pets.path().resolve("manifest.json"));
    repaired();

    assertThat(pets.path().resolve("manifest.json")).hasBinaryContent(before);
    assertThat(pets.path().resolve("_damaged")).doesNotExist();
  }

  @Test
  void a_night_refuses_a_damaged_table_and_changes_nothing() throws IOException {
    pets.image("dog/1.png", 9);
    Files.delete(pets.path().resolve(shards().get(0).fields().path()));
    byte[] before = Files.readAllBytes(pets.path().resolve("manifest.json"));

    assertThatThrownBy(() -> pets.night())
        .isInstanceOf(UserException.class)
        .hasMessageContaining(shards().get(0).fields().path());
    assertThat(pets.path().resolve("manifest.json")).hasBinaryContent(before);
  }

  @Test
  void there_must_be_a_table_to_repair() {
    assertThatThrownBy(() -> Fits.run(spark, pets.request(folder.resolve("none"), Mode.REPAIR)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nothing to repair");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private FitReport repaired() {
    return Fits.run(spark, pets.request(pets.path(), Mode.REPAIR, "run.failure-budget=1"));
  }

  private void assertSound() {
    assertThat(TableVerifier.verify(pets.table(), null).problems()).isEmpty();
    assertThat(Fits.hash(pets.path())).isEqualTo(whole);
  }

  private List<ShardEntry> shards() {
    return pets.table().manifest().shards();
  }
}
