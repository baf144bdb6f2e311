package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.table.TableVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run takes out of a table because the dataset no longer has it, and what it leaves. */
class PruneTest {
  private static JavaSparkContext spark;

  @TempDir private Path folder;
  private Pets pets;

  @BeforeAll
  static void openSpark() {
    spark = Fits.sparkWithoutHeartbeats("local[2]");
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  @BeforeEach
  void makePets() throws IOException {
    pets = new Pets(spark, folder);
    pets.fourImages();
    pets.image("dog/0.png", 8);
  }

  @Test
  void fields_and_failures_of_images_that_are_gone_are_taken_out() throws IOException {
    Files.write(pets.file("cat/3.png"), new byte[60]);
    pets.night("run.failure-budget=1");
    Files.delete(pets.file("cat/1.png"));
    Files.delete(pets.file("cat/3.png"));
    FitReport report = pets.pruned();

    assertThat(pets.rows()).containsOnlyKeys("pets/cat/0.png", "pets/cat/2.png", "pets/dog/0.png");
    assertThat(pets.table().manifest().failures()).isZero();
    assertThat(Pets.said(report)).anyMatch(text -> text.startsWith("2 images"));
    assertThat(TableVerifier.verify(pets.table(), null).problems()).isEmpty();
    assertThat(Fits.hash(pets.path())).isEqualTo(pets.freshHash());
  }

  @Test
  void an_image_that_comes_back_is_fitted_again_and_its_class_has_its_number() throws IOException {
    pets.night();
    String before = Fits.hash(pets.path());
    byte[] cat = Files.readAllBytes(pets.file("cat/0.png"));
    Files.delete(pets.file("cat/0.png"));
    pets.pruned();
    Files.write(pets.file("cat/0.png"), cat);
    pets.pruned();

    assertThat(Fits.hash(pets.path())).isEqualTo(before);
    assertThat(pets.table().manifest().labelNames()).containsExactly("cat", "dog");
  }

  @Test
  void a_dataset_of_which_most_is_gone_is_taken_for_a_disk_that_is_not_there() throws IOException {
    pets.night();
    for (int i = 0; i < 3; i++) {
      Files.delete(pets.file("cat/" + i + ".png"));
    }
    assertThatThrownBy(() -> pets.pruned())
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("3 of the 5 images", "run.prune-budget=0.5")
        .hasMessageNotContaining("\n");
    assertThat(pets.rows()).hasSize(5);
    pets.pruned("run.prune-budget=0.6");
    assertThat(pets.rows()).hasSize(2);
  }

  @Test
  void a_night_without_prune_leaves_them_and_says_so() throws IOException {
    pets.night();
    Files.delete(pets.file("cat/0.png"));

    assertThat(Pets.said(pets.night())).anyMatch(text -> text.contains("their rows stay"));
    assertThat(pets.rows()).hasSize(5);
  }

  @Test
  void a_night_with_nothing_new_writes_nothing() throws IOException {
    pets.night();
    Path manifest = pets.path().resolve("manifest.json");
    byte[] before = Files.readAllBytes(manifest);
    FitReport report = pets.pruned();

    assertThat(report.present()).isEqualTo(5);
    assertThat(report.fields()).isZero();
    assertThat(Files.readAllBytes(manifest)).isEqualTo(before);
    assertThat(pets.path().resolve("_lock")).doesNotExist();
  }

  @Test
  void part_of_a_dataset_is_no_reason_to_take_the_rest_out() {
    FitRequest part =
        pets.request(pets.path(), Mode.INCREMENTAL).withSelection(Selection.all().withLimit(2));
    assertThatThrownBy(() -> part.withPrune(true))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("--prune", "--limit");
  }
}
