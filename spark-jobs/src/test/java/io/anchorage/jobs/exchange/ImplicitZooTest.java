package io.anchorage.jobs.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.exchange.in.ImportJob;
import io.anchorage.jobs.exchange.in.ImportReport;
import io.anchorage.jobs.exchange.in.ImportRequest;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Implicit-Zoo's networks come with their PSNRs in files beside them. */
class ImplicitZooTest {
  private static final Path SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();
  private static final int IMAGES = 6;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static JavaSparkContext spark;
  private static Path sirens;

  @BeforeAll
  static void fitted() {
    spark = SparkContexts.open("zoo", "local[2]");
    sirens = shared.resolve("sirens");
    FitRequest request =
        FitRequest.of(
            JobConfigs.load(
                null,
                List.of(
                    "fit.family={kind: siren, variant: implicit-zoo, width: 8}",
                    "fit.adam.learning-rate=5e-3",
                    "fit.stop.steps=60",
                    "signal.values=unit",
                    "source.dataset=fashion-mnist",
                    "run.progress-seconds=60")),
            SAMPLE.toString(),
            sirens.toString());
    FitJob.run(spark, request.withSelection(request.selection().withLimit(IMAGES)));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private ImportReport in(Path zoo, String table, String images) {
    return ImportJob.run(
        spark,
        new ImportRequest(
            zoo.toString(),
            folder.resolve(table).toString(),
            "implicit-zoo",
            images,
            List.of(),
            false),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  @Test
  void psnrs_beside_the_networks_are_the_tables_until_images_give_ours_and_are_told_beside_it()
      throws IOException {
    Path zoo = PublishedFixtures.zoo(sirens, folder.resolve("zoo"));

    ImportReport alone = in(zoo, "alone", "");
    ImportReport scored = in(zoo, "scored", SAMPLE.toString());

    assertThat(alone.failures()).isZero();
    assertThat(alone.own().fields()).isEqualTo(IMAGES);
    assertThat(alone.own().compared()).isZero();
    assertThat(alone.own().gap()).isNaN();
    assertThat(scored.own().compared()).isEqualTo(IMAGES);
    assertThat(scored.own().gap()).isCloseTo(0, within(0.01));
    assertThat(scored.own().widest()).isLessThan(0.01);
    List<FieldRow> before = PublishedFixtures.rows(sirens);
    List<FieldRow> after = PublishedFixtures.rows(folder.resolve("alone"));
    for (int i = 0; i < IMAGES; i++) {
      assertThat(after.get(i).summary().psnr()).isEqualTo(before.get(i).summary().psnr());
      assertThat(after.get(i).summary().seed()).isEqualTo(42);
    }
  }

  @Test
  void a_psnr_that_our_score_does_not_meet_shows_in_the_gap() throws IOException {
    Path zoo = PublishedFixtures.zoo(sirens, folder.resolve("zoo"));
    Path file = zoo.resolve("train/0_%d.json".formatted(IMAGES));
    double first = PublishedFixtures.rows(sirens).get(0).summary().psnr();
    Files.writeString(
        file, Files.readString(file).replace(Double.toString(first), Double.toString(first + 3)));

    ImportReport report = in(zoo, "table", SAMPLE.toString());

    assertThat(report.own().widest()).isCloseTo(3, within(0.01));
    assertThat(report.own().gap()).isCloseTo(-3.0 / IMAGES, within(0.01));
  }

  @Test
  void a_network_that_no_file_names_has_no_psnr() throws IOException {
    Path zoo = PublishedFixtures.zoo(sirens, folder.resolve("zoo"));
    Files.writeString(zoo.resolve("train/0_%d.json".formatted(IMAGES)), "{\"1\": 30.5}");

    ImportReport report = in(zoo, "table", "");

    assertThat(report.own().fields()).isEqualTo(1);
    assertThat(report.own().median()).isEqualTo(30);
    List<FieldRow> rows = PublishedFixtures.rows(folder.resolve("table"));
    assertThat(rows.get(0).summary().psnr()).isNaN();
    assertThat(rows.get(1).summary().psnr()).isEqualTo(30.5);
  }

  @Test
  void a_file_that_holds_no_psnrs_or_contradicts_another_is_refused_in_one_line()
      throws IOException {
    Path zoo = PublishedFixtures.zoo(sirens, folder.resolve("zoo"));
    Path other = zoo.resolve("train/100_200.json");

    Files.writeString(other, "[30.5]");
    refused(() -> in(zoo, "a", ""), "100_200.json does not hold indices with their PSNRs");
    Files.writeString(other, "{\"0\": 30.5");
    refused(() -> in(zoo, "b", ""), "100_200.json does not hold indices with their PSNRs");
    Files.writeString(other, "{\"0\": 99.5}");
    refused(() -> in(zoo, "c", ""), "another file of its folder");
  }

  private static void refused(Runnable action, String words) {
    assertThatThrownBy(action::run)
        .isInstanceOf(UserException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }
}
