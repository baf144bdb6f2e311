package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grey images among images in colour. */
class ChannelsTest {
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
  void a_table_has_the_channels_of_most_images_wherever_the_others_are_in_the_order()
      throws IOException {
    images("a", 20, BufferedImage.TYPE_BYTE_GRAY);
    images("b", 60, BufferedImage.TYPE_INT_RGB);
    FitReport report = fit("run.failure-budget=1");

    assertThat(report.fields()).isEqualTo(60);
    assertThat(report.failed()).isEqualTo(20);
    assertThat(channels()).containsOnly(3);
  }

  @Test
  void the_failure_of_a_grey_image_names_the_setting_that_helps() throws IOException {
    images("a", 3, BufferedImage.TYPE_BYTE_GRAY);
    images("b", 30, BufferedImage.TYPE_INT_RGB);
    assertThatThrownBy(() -> fit("run.failure-budget=0"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("source.channels: rgb");
  }

  @Test
  void grey_images_are_fitted_in_colour_if_the_config_asks_for_it() throws IOException {
    images("a", 3, BufferedImage.TYPE_BYTE_GRAY);
    images("b", 5, BufferedImage.TYPE_INT_RGB);
    assertThat(fit("source.channels=rgb").fields()).isEqualTo(8);
    assertThat(channels()).containsOnly(3);
  }

  @Test
  void colour_images_are_fitted_in_grey_if_the_config_asks_for_it() throws IOException {
    images("a", 3, BufferedImage.TYPE_BYTE_GRAY);
    images("b", 5, BufferedImage.TYPE_INT_RGB);
    assertThat(fit("source.channels=grey").fields()).isEqualTo(8);
    assertThat(channels()).containsOnly(1);
  }

  @Test
  void a_palette_that_happens_to_be_grey_is_fitted_in_colour_among_images_in_colour()
      throws IOException {
    images("b", 5, BufferedImage.TYPE_INT_RGB);
    palette("a/grey.png");
    assertThat(fit("run.failure-budget=0").fields()).isEqualTo(6);
    assertThat(channels()).containsOnly(3);
  }

  @Test
  void palettes_that_are_all_grey_make_a_grey_table() throws IOException {
    palette("a/0.png");
    palette("a/1.png");
    assertThat(fit("run.failure-budget=0").fields()).isEqualTo(2);
    assertThat(channels()).containsOnly(1);
  }

  @Test
  void a_table_of_grey_fields_refuses_to_become_one_of_colour() throws IOException {
    images("a", 3, BufferedImage.TYPE_BYTE_GRAY);
    fit();
    assertThatThrownBy(
            () -> Fits.run(spark, request("source.channels=rgb").withMode(Mode.INCREMENTAL)))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("source.channels is rgb", "have 1");
  }

  @Test
  void many_unreadable_files_in_front_do_not_hide_the_good_ones() throws IOException {
    Files.createDirectories(folder.resolve("in/a"));
    for (int i = 0; i < 200; i++) {
      Files.write(folder.resolve("in/a/%03d.png".formatted(i)), new byte[300]);
    }
    images("b", 2, BufferedImage.TYPE_BYTE_GRAY);
    FitReport report = fit("run.failure-budget=1");

    assertThat(report.fields()).isEqualTo(2);
    assertThat(report.failed()).isEqualTo(200);
  }

  @Test
  void a_run_that_ends_on_its_budget_keeps_the_fields_that_it_has() throws IOException {
    images("a", 4, BufferedImage.TYPE_INT_RGB);
    images("b", 3, BufferedImage.TYPE_BYTE_GRAY);
    assertThatThrownBy(() -> Fits.run(spark, request("run.failure-budget=0").withPartitions(1)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("run.failure-budget");

    List<FailureRow> failures = new ArrayList<>();
    try (ShardScan<FailureRow> scan = Fits.table(folder.resolve("t")).failures()) {
      scan.forEachRemaining(failures::add);
    }
    assertThat(failures).isNotEmpty();
    assertThat(channels()).hasSize(4);
    assertThat(folder.resolve("t")).isDirectoryNotContaining("glob:**/_stop*");
  }

  private void images(String name, int count, int type) throws IOException {
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(6, 5, type);
      for (int p = 0; p < 30; p++) {
        image.setRGB(
            p % 6, p / 6, type == BufferedImage.TYPE_INT_RGB ? p * 70001 + i : p * 0x010101);
      }
      write(name + "/" + "%03d.png".formatted(i), image);
    }
  }

  private void palette(String name) throws IOException {
    byte[] levels = {0, 60, 120, (byte) 240};
    BufferedImage image =
        new BufferedImage(
            6,
            5,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(2, 4, levels, levels, levels));
    for (int p = 0; p < 30; p++) {
      image.getRaster().setSample(p % 6, p / 6, 0, p % 4);
    }
    write(name, image);
  }

  private void write(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private FitRequest request(String... settings) {
    return FitRequest.of(
        Fits.config(settings), folder.resolve("in").toString(), folder.resolve("t").toString());
  }

  private FitReport fit(String... settings) {
    return Fits.run(spark, request(settings));
  }

  private List<Integer> channels() {
    List<Integer> channels = new ArrayList<>();
    try (ShardScan<FieldSummary> scan = Fits.table(folder.resolve("t")).summaries()) {
      scan.forEachRemaining(row -> channels.add(row.channels()));
    }
    return channels;
  }
}
