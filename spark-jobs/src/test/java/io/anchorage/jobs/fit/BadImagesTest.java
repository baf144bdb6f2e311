package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.shard.ShardScan;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that cannot be used, among others that can. */
class BadImagesTest {
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
  void a_broken_image_is_a_failures_row_and_the_others_are_fitted() throws IOException {
    images(0, 11);
    broken("a/05.png");
    Path table = folder.resolve("t");

    FitReport report = Fits.run(spark, request(table).withPartitions(3));

    assertThat(report.fields()).isEqualTo(11);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.end()).isEqualTo(FitReport.End.COMPLETE);
    assertThat(failures(table))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.id()).endsWith("a/05.png");
              assertThat(row.stage()).isIn("read", "decode");
              assertThat(row.message()).isNotBlank().doesNotContain("\n");
            });
  }

  @Test
  void an_image_of_another_number_of_channels_is_a_failures_row() throws IOException {
    images(0, 11);
    image("a/99.png", BufferedImage.TYPE_INT_RGB);
    Path table = folder.resolve("t");

    FitReport report = Fits.run(spark, request(table));

    assertThat(report.fields()).isEqualTo(11);
    assertThat(failures(table)).extracting(FailureRow::error).containsExactly("ChannelMismatch");
  }

  @Test
  void failed_images_are_not_tried_again_on_resume() throws IOException {
    images(0, 11);
    broken("a/05.png");
    Path table = folder.resolve("t");
    Fits.run(spark, request(table));

    FitReport second = Fits.run(spark, request(table).withMode(Mode.RESUME));

    assertThat(second.present()).isEqualTo(12);
    assertThat(second.failed()).isZero();
    assertThat(failures(table)).hasSize(1);
  }

  @Test
  void too_many_failures_end_the_job_with_what_is_done_published() throws IOException {
    images(0, 11);
    broken("a/02.png");
    broken("a/05.png");
    broken("a/07.png");
    Path table = folder.resolve("t");
    FitRequest request =
        FitRequest.of(
                Fits.config("run.failure-budget=0.2"), folder.resolve("in").toString(), "" + table)
            .withPartitions(1);

    assertThatThrownBy(() -> Fits.run(spark, request))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.BUDGET))
        .hasMessageContaining("3 of 14 images failed")
        .hasMessageContaining(".png (decode): ")
        .hasMessageContaining("run.failure-budget 0.2")
        .hasMessageNotContaining("\n");
    assertThat(Fits.table(table).manifest().runs())
        .extracting(RunEntry::status)
        .containsExactly(RunEntry.Status.FAILED);
    assertThat(Fits.table(table).manifest().fields()).isEqualTo(11);
  }

  @Test
  void nothing_but_broken_images_is_told_before_a_table_is_made() throws IOException {
    Files.createDirectories(folder.resolve("in/a"));
    broken("a/01.png");
    Path table = folder.resolve("t");

    assertThatThrownBy(() -> Fits.run(spark, request(table)))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.INPUT))
        .hasMessageContaining("01.png");
  }

  @Test
  void the_budget_lets_one_image_fail_unless_it_is_zero() {
    assertThat(new FailureBudget(0.01, 20).allowed()).isEqualTo(1);
    assertThat(new FailureBudget(0.01, 600).allowed()).isEqualTo(6);
    assertThat(new FailureBudget(0, 600).allowed()).isZero();
    assertThat(new FailureBudget(0.01, 600).isExceededBy(6)).isFalse();
    assertThat(new FailureBudget(0.01, 600).isExceededBy(7)).isTrue();
  }

  private FitRequest request(Path table) {
    return FitRequest.of(Fits.config(), folder.resolve("in").toString(), table.toString());
  }

  private void images(int from, int count) throws IOException {
    for (int i = from; i < from + count; i++) {
      image("a/x%02d.png".formatted(i), BufferedImage.TYPE_BYTE_GRAY);
    }
  }

  private void image(String name, int type) throws IOException {
    BufferedImage image = new BufferedImage(12, 9, type);
    for (int i = 0; i < 12 * 9; i++) {
      image.setRGB(i % 12, i / 12, (i * 0x050301) ^ name.hashCode());
    }
    Path file = folder.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  /** A PNG that ends too early. */
  private void broken(String name) throws IOException {
    image(name, BufferedImage.TYPE_BYTE_GRAY);
    Path file = folder.resolve("in").resolve(name);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
  }

  private static List<FailureRow> failures(Path table) {
    List<FailureRow> rows = new ArrayList<>();
    try (ShardScan<FailureRow> scan = Fits.table(table).failures()) {
      scan.forEachRemaining(rows::add);
    }
    return rows;
  }
}
