package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.report.ImageTable;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.rows.FieldSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table does night after night, while its dataset gains, loses and changes images. */
class GrowthTest {
  private static JavaSparkContext spark;

  @TempDir private Path folder;
  private Pets pets;

  @BeforeEach
  void makePets() {
    pets = new Pets(spark, folder);
  }

  @BeforeAll
  static void openSpark() {
    spark = Fits.sparkWithoutHeartbeats("local[2]");
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  @Test
  void a_class_that_is_added_later_gets_a_number_of_its_own_and_the_others_keep_theirs()
      throws IOException {
    pets.image("bird/0.png", 1);
    pets.image("cat/0.png", 2);
    pets.night();
    pets.image("ant/0.png", 3);
    pets.image("cat/1.png", 4);
    pets.image("zebra/0.png", 5);
    pets.night();

    assertThat(pets.table().manifest().labelNames()).containsExactly("bird", "cat", "ant", "zebra");
    Map<String, Integer> numbers = new TreeMap<>();
    pets.rows().values().forEach(row -> numbers.put(row.labelName(), row.label()));
    assertThat(numbers).isEqualTo(Map.of("bird", 0, "cat", 1, "ant", 2, "zebra", 3));
    assertThat(pets.rows()).hasSize(5);
  }

  @Test
  void a_class_that_is_gone_keeps_its_number_and_its_fields() throws IOException {
    pets.image("bird/0.png", 1);
    pets.image("cat/0.png", 2);
    pets.night();
    Files.delete(folder.resolve("pets/bird/0.png"));
    pets.image("dog/0.png", 3);
    FitReport report = pets.night();

    assertThat(pets.table().manifest().labelNames()).containsExactly("bird", "cat", "dog");
    assertThat(pets.rows().get("pets/dog/0.png").label()).isEqualTo(2);
    assertThat(pets.rows()).containsKey("pets/bird/0.png");
    assertThat(Pets.said(report)).anyMatch(text -> text.contains("1 image of the table"));
  }

  @Test
  void an_image_that_was_replaced_under_its_name_is_refused_in_one_line() throws IOException {
    pets.fourImages();
    pets.night();
    String before = Fits.hash(folder.resolve("t"));
    pets.image("cat/0.png", 99);
    pets.image("cat/4.png", 5);

    assertThatThrownBy(() -> pets.night())
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("1 image", "other pixels", "pets/cat/0.png", "run.changed-images")
        .hasMessageNotContaining("\n");
    assertThat(Fits.hash(folder.resolve("t"))).isEqualTo(before);
  }

  @Test
  void an_image_that_was_replaced_is_known_to_have_changed() throws IOException {
    pets.fourImages();
    pets.night();
    pets.image("cat/0.png", 99);
    Files.setLastModifiedTime(folder.resolve("pets/cat/1.png"), FileTime.fromMillis(1000));
    Targets images = new ImageTable(pets.table()).targets(null, new Configuration());

    assertThat(pets.rows().values())
        .filteredOn(images::isChanged)
        .extracting(FieldSummary::id)
        .containsExactly("pets/cat/0.png");
  }

  @Test
  void an_image_that_was_replaced_keeps_its_field_if_the_config_says_so() throws IOException {
    pets.fourImages();
    pets.night();
    String hash = pets.rows().get("pets/cat/0.png").pixelHash();
    pets.image("cat/0.png", 99);
    pets.image("cat/4.png", 5);
    FitReport report = pets.night("run.changed-images=keep");

    assertThat(pets.rows()).hasSize(5);
    assertThat(pets.rows().get("pets/cat/0.png").pixelHash()).isEqualTo(hash);
    assertThat(Pets.said(report)).anyMatch(text -> text.contains("pets/cat/0.png"));
  }

  @Test
  void an_image_that_was_replaced_is_fitted_again_as_if_it_were_new() throws IOException {
    pets.fourImages();
    pets.night();
    pets.image("cat/0.png", 99);
    FitReport report = pets.night("run.changed-images=refit");

    assertThat(report.fields()).isEqualTo(1);
    assertThat(report.present()).isEqualTo(3);
    assertThat(pets.rows()).hasSize(4);
    assertThat(TableVerifier.verify(pets.table(), null).problems()).isEmpty();
    assertThat(Fits.hash(folder.resolve("t"))).isEqualTo(pets.freshHash());
  }

  @Test
  void an_image_that_a_label_file_gives_another_class_is_refused_or_fitted_again()
      throws IOException {
    pets.fourImages();
    Path labels = folder.resolve("labels.csv");
    String setting = "source.labels=" + labels;
    Files.writeString(labels, "path,label\ncat/0.png,cat\ncat/1.png,cat\ncat/2.png,dog\n");
    pets.night(setting);
    Files.writeString(labels, "path,label\ncat/0.png,cat\ncat/1.png,dog\ncat/2.png,dog\n");

    assertThatThrownBy(() -> pets.night(setting))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("1 image", "pets/cat/1.png: 'cat' there, 'dog' here");
    pets.night(setting, "run.changed-images=refit");
    assertThat(pets.rows()).hasSize(3);
    assertThat(pets.rows().get("pets/cat/1.png").labelName()).isEqualTo("dog");
    assertThat(pets.rows().get("pets/cat/1.png").label()).isEqualTo(1);
  }

  @Test
  void a_file_that_was_only_touched_is_read_again_and_its_field_stays() throws IOException {
    pets.fourImages();
    pets.night();
    Files.setLastModifiedTime(folder.resolve("pets/cat/0.png"), FileTime.fromMillis(1000));
    FitReport report = pets.night();

    assertThat(report.fields()).isZero();
    assertThat(report.present()).isEqualTo(4);
    assertThat(Pets.said(report)).anyMatch(text -> text.contains("same pixels"));
  }

  @Test
  void an_image_that_can_no_longer_be_read_keeps_its_field() throws IOException {
    pets.fourImages();
    pets.night();
    Files.write(folder.resolve("pets/cat/0.png"), new byte[] {1, 2, 3});
    FitReport report = pets.night("run.changed-images=refit");

    assertThat(pets.rows()).hasSize(4);
    assertThat(Pets.said(report)).anyMatch(text -> text.contains("can no longer be read"));
  }

  @Test
  void a_failure_is_tried_again_when_its_file_was_put_right() throws IOException {
    pets.fourImages();
    byte[] good = Files.readAllBytes(folder.resolve("pets/cat/2.png"));
    Files.write(folder.resolve("pets/cat/2.png"), new byte[60]);
    pets.night("run.failure-budget=1");
    assertThat(pets.table().manifest().failures()).isEqualTo(1);
    assertThat(pets.night("run.failure-budget=1").failed()).as("the same file again").isZero();
    assertThat(pets.table().manifest().failures()).isEqualTo(1);

    Files.write(folder.resolve("pets/cat/2.png"), good);
    pets.night("run.failure-budget=1");

    assertThat(pets.table().manifest().failures()).isZero();
    assertThat(pets.rows()).hasSize(4);
    assertThat(TableVerifier.verify(pets.table(), null).problems()).isEmpty();
  }

  @Test
  void failures_are_tried_again_on_demand_and_recorded_once() throws IOException {
    pets.fourImages();
    Files.write(folder.resolve("pets/cat/2.png"), new byte[60]);
    pets.night("run.failure-budget=1");
    FitReport report =
        Fits.run(
            spark,
            pets.request(folder.resolve("t"), Mode.RESUME, "run.failure-budget=1")
                .withRetryFailures(true));

    assertThat(report.failed()).isEqualTo(1);
    assertThat(pets.table().manifest().failures()).isEqualTo(1);
    assertThat(TableVerifier.verify(pets.table(), null).problems()).isEmpty();
  }

  @Test
  void a_dataset_under_another_name_is_refused() throws IOException {
    pets.fourImages();
    pets.night();
    Files.move(folder.resolve("pets"), folder.resolve("pets-2026-11-21"));
    assertThatThrownBy(
            () ->
                Fits.run(
                    spark,
                    FitRequest.of(
                            Pets.config(),
                            folder.resolve("pets-2026-11-21").toString(),
                            folder.resolve("t").toString())
                        .withMode(Mode.INCREMENTAL)))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("dataset pets ", "pets-2026-11-21", "source.dataset=pets");
  }
}
