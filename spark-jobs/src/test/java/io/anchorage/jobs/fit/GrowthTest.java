package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.report.ImageTable;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table does night after night, while its dataset gains, loses and changes images. */
class GrowthTest {
  private static JavaSparkContext spark;

  @TempDir private Path folder;

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
    image("bird/0.png", 1);
    image("cat/0.png", 2);
    night();
    image("ant/0.png", 3);
    image("cat/1.png", 4);
    image("zebra/0.png", 5);
    night();

    assertThat(table().manifest().labelNames()).containsExactly("bird", "cat", "ant", "zebra");
    Map<String, Integer> numbers = new TreeMap<>();
    rows().values().forEach(row -> numbers.put(row.labelName(), row.label()));
    assertThat(numbers).isEqualTo(Map.of("bird", 0, "cat", 1, "ant", 2, "zebra", 3));
    assertThat(rows()).hasSize(5);
  }

  @Test
  void a_class_that_is_gone_keeps_its_number_and_its_fields() throws IOException {
    image("bird/0.png", 1);
    image("cat/0.png", 2);
    night();
    Files.delete(folder.resolve("pets/bird/0.png"));
    image("dog/0.png", 3);
    FitReport report = night();

    assertThat(table().manifest().labelNames()).containsExactly("bird", "cat", "dog");
    assertThat(rows().get("pets/dog/0.png").label()).isEqualTo(2);
    assertThat(rows()).containsKey("pets/bird/0.png");
    assertThat(said(report)).anyMatch(text -> text.contains("1 image of the table"));
  }

  @Test
  void an_image_that_was_replaced_under_its_name_is_refused_in_one_line() throws IOException {
    fourImages();
    night();
    String before = Fits.hash(folder.resolve("t"));
    image("cat/0.png", 99);
    image("cat/4.png", 5);

    assertThatThrownBy(() -> night())
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("1 image", "other pixels", "pets/cat/0.png", "run.changed-images")
        .hasMessageNotContaining("\n");
    assertThat(Fits.hash(folder.resolve("t"))).isEqualTo(before);
  }

  @Test
  void an_image_that_was_replaced_is_known_to_have_changed() throws IOException {
    fourImages();
    night();
    image("cat/0.png", 99);
    Files.setLastModifiedTime(folder.resolve("pets/cat/1.png"), FileTime.fromMillis(1000));
    Targets images = new ImageTable(table()).targets(null, new Configuration());

    assertThat(rows().values())
        .filteredOn(images::isChanged)
        .extracting(FieldSummary::id)
        .containsExactly("pets/cat/0.png");
  }

  @Test
  void an_image_that_was_replaced_keeps_its_field_if_the_config_says_so() throws IOException {
    fourImages();
    night();
    String hash = rows().get("pets/cat/0.png").pixelHash();
    image("cat/0.png", 99);
    image("cat/4.png", 5);
    FitReport report = night("run.changed-images=keep");

    assertThat(rows()).hasSize(5);
    assertThat(rows().get("pets/cat/0.png").pixelHash()).isEqualTo(hash);
    assertThat(said(report)).anyMatch(text -> text.contains("pets/cat/0.png"));
  }

  @Test
  void an_image_that_was_replaced_is_fitted_again_as_if_it_were_new() throws IOException {
    fourImages();
    night();
    image("cat/0.png", 99);
    FitReport report = night("run.changed-images=refit");

    assertThat(report.fields()).isEqualTo(1);
    assertThat(report.present()).isEqualTo(3);
    assertThat(rows()).hasSize(4);
    assertThat(TableVerifier.verify(table(), null).problems()).isEmpty();
    Path fresh = folder.resolve("fresh");
    Fits.run(spark, request(fresh, Mode.CREATE));
    assertThat(Fits.hash(folder.resolve("t"))).isEqualTo(Fits.hash(fresh));
  }

  @Test
  void an_image_that_a_label_file_gives_another_class_is_refused_or_fitted_again()
      throws IOException {
    fourImages();
    Path labels = folder.resolve("labels.csv");
    String setting = "source.labels=" + labels;
    Files.writeString(labels, "path,label\ncat/0.png,cat\ncat/1.png,cat\ncat/2.png,dog\n");
    night(setting);
    Files.writeString(labels, "path,label\ncat/0.png,cat\ncat/1.png,dog\ncat/2.png,dog\n");

    assertThatThrownBy(() -> night(setting))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("1 image", "pets/cat/1.png: 'cat' there, 'dog' here");
    night(setting, "run.changed-images=refit");
    assertThat(rows()).hasSize(3);
    assertThat(rows().get("pets/cat/1.png").labelName()).isEqualTo("dog");
    assertThat(rows().get("pets/cat/1.png").label()).isEqualTo(1);
  }

  @Test
  void a_file_that_was_only_touched_is_read_again_and_its_field_stays() throws IOException {
    fourImages();
    night();
    Files.setLastModifiedTime(folder.resolve("pets/cat/0.png"), FileTime.fromMillis(1000));
    FitReport report = night();

    assertThat(report.fields()).isZero();
    assertThat(report.present()).isEqualTo(4);
    assertThat(said(report)).anyMatch(text -> text.contains("same pixels"));
  }

  @Test
  void an_image_that_can_no_longer_be_read_keeps_its_field() throws IOException {
    fourImages();
    night();
    Files.write(folder.resolve("pets/cat/0.png"), new byte[] {1, 2, 3});
    FitReport report = night("run.changed-images=refit");

    assertThat(rows()).hasSize(4);
    assertThat(said(report)).anyMatch(text -> text.contains("can no longer be read"));
  }

  @Test
  void a_failure_is_tried_again_when_its_file_was_put_right() throws IOException {
    fourImages();
    byte[] good = Files.readAllBytes(folder.resolve("pets/cat/2.png"));
    Files.write(folder.resolve("pets/cat/2.png"), new byte[60]);
    night("run.failure-budget=1");
    assertThat(table().manifest().failures()).isEqualTo(1);
    assertThat(night("run.failure-budget=1").failed()).as("the same file again").isZero();
    assertThat(table().manifest().failures()).isEqualTo(1);

    Files.write(folder.resolve("pets/cat/2.png"), good);
    night("run.failure-budget=1");

    assertThat(table().manifest().failures()).isZero();
    assertThat(rows()).hasSize(4);
    assertThat(TableVerifier.verify(table(), null).problems()).isEmpty();
  }

  @Test
  void failures_are_tried_again_on_demand_and_recorded_once() throws IOException {
    fourImages();
    Files.write(folder.resolve("pets/cat/2.png"), new byte[60]);
    night("run.failure-budget=1");
    FitReport report =
        Fits.run(
            spark,
            request(folder.resolve("t"), Mode.RESUME, "run.failure-budget=1")
                .withRetryFailures(true));

    assertThat(report.failed()).isEqualTo(1);
    assertThat(table().manifest().failures()).isEqualTo(1);
    assertThat(TableVerifier.verify(table(), null).problems()).isEmpty();
  }

  @Test
  void a_dataset_under_another_name_is_refused() throws IOException {
    fourImages();
    night();
    Files.move(folder.resolve("pets"), folder.resolve("pets-2026-11-21"));
    assertThatThrownBy(
            () ->
                Fits.run(
                    spark,
                    FitRequest.of(
                            config(),
                            folder.resolve("pets-2026-11-21").toString(),
                            folder.resolve("t").toString())
                        .withMode(Mode.INCREMENTAL)))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("dataset pets ", "pets-2026-11-21", "source.dataset=pets");
  }

  private void fourImages() throws IOException {
    for (int i = 0; i < 4; i++) {
      image("cat/" + i + ".png", i);
    }
  }

  private void image(String path, int seed) throws IOException {
    BufferedImage image = new BufferedImage(9, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 72; i++) {
      image.getRaster().setSample(i % 9, i / 9, 0, (seed * 37 + i * 11) & 0xFF);
    }
    Path file = folder.resolve("pets").resolve(path);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static JobConfig config(String... settings) {
    List<String> all = new ArrayList<>(List.of("source.dataset=''"));
    all.addAll(List.of(settings));
    return Fits.config(all.toArray(String[]::new));
  }

  private FitRequest request(Path table, Mode mode, String... settings) {
    return FitRequest.of(config(settings), folder.resolve("pets").toString(), table.toString())
        .withMode(mode);
  }

  private FitReport night(String... settings) {
    return Fits.run(spark, request(folder.resolve("t"), Mode.INCREMENTAL, settings));
  }

  private FieldTable table() {
    return Fits.table(folder.resolve("t"));
  }

  private Map<String, FieldSummary> rows() {
    Map<String, FieldSummary> rows = new LinkedHashMap<>();
    try (ShardScan<FieldSummary> scan = table().summaries()) {
      scan.forEachRemaining(row -> assertThat(rows.put(row.id(), row)).isNull());
    }
    return rows;
  }

  private static List<String> said(FitReport report) {
    return report.findings().stream().map(Finding::text).toList();
  }
}
