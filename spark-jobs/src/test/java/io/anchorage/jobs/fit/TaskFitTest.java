package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.UserException;
import io.anchorage.field.Column;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.rows.FieldRow;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of fields that were fitted to tasks. */
class TaskFitTest {
  private static final Selection TEN = Selection.all().withSplit(Split.TRAIN).withLimit(10);
  private static final String INPAINT =
      "fit.task={kind: inpaint, mask: {kind: random-pixels, share: 0.5}, hold-out: 0.1}";

  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void openSpark() {
    spark = Fits.spark("local[2]");
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  private static List<String> own(Path table) {
    return Fits.table(table).manifest().spec().columns().stream().map(Column::name).toList();
  }

  private static FieldRow row(Path table, String id) {
    return Fits.table(table).find(id).get(0);
  }

  @Test
  void one_and_seven_partitions_give_the_same_bytes_and_scores() {
    for (String task :
        List.of(
            INPAINT,
            "fit.task={kind: denoise, hold-out: 0.05}",
            "fit.task={kind: super-resolution}",
            "fit.task={kind: super-resolution, supervision: rendering}",
            "fit.task={kind: ct, angles: 20, hold-out: 0.05}")) {
      Path one = folder.resolve("one" + task.hashCode());
      Path seven = folder.resolve("seven" + task.hashCode());
      FitReport report =
          Fits.run(spark, Fits.sample(one, task).withSelection(TEN).withPartitions(1));
      Fits.run(spark, Fits.sample(seven, task).withSelection(TEN).withPartitions(7));

      assertThat(Fits.hash(seven)).as(task).isEqualTo(Fits.hash(one));
      assertThat(report.failed()).isZero();
      assertThat(report.taskScores().get("psnr_estimate")).isFinite();
      for (int i = 0; i < 10; i++) {
        FieldRow there = row(one, "sample/train/" + i);
        FieldRow here = row(seven, "sample/train/" + i);
        assertThat(here.summary()).isEqualTo(there.summary());
        for (String column : own(one)) {
          assertThat(here.field().column(column)).isEqualTo(there.field().column(column));
        }
      }
      assertThat(TableVerifier.verify(Fits.table(one), null).problems()).isEmpty();
    }
  }

  @Test
  void rows_say_how_good_the_field_is_at_its_task() {
    Path table = folder.resolve("t");

    FitReport report = Fits.run(spark, Fits.sample(table, INPAINT).withSelection(TEN));

    assertThat(own(table))
        .containsExactly(
            "parameters",
            "psnr_estimate",
            "psnr_fitted",
            "psnr_held_out",
            "psnr_hidden",
            "psnr_best",
            "step_best");
    double hidden = 0;
    for (int i = 0; i < 10; i++) {
      FieldRow row = row(table, "sample/train/" + i);
      hidden += row.field().number("psnr_hidden") / 10;
      assertThat(row.field().number("psnr_best"))
          .isGreaterThanOrEqualTo((float) row.summary().psnr());
      assertThat(row.field().count("step_best")).isBetween(0, 3);
    }
    assertThat(report.taskScores().get("psnr_hidden")).isCloseTo(hidden, within(1e-4));
    assertThat(report.taskScores()).doesNotContainKeys("ssim", "step_best");
    assertThat(Fits.table(table).manifest().spec().recipeJson())
        .contains("\"task\":{\"hold-out\":0.1,\"kind\":\"inpaint\"");
  }

  @Test
  void a_table_of_images_has_no_columns_of_tasks_and_the_recipe_that_it_had() {
    Path table = folder.resolve("t");

    FitReport report = Fits.run(spark, Fits.sample(table).withSelection(TEN));

    assertThat(own(table)).containsExactly("parameters");
    assertThat(report.taskScores()).isEmpty();
    assertThat(Fits.table(table).manifest().spec().recipeJson()).doesNotContain("task");
  }

  @Test
  void a_table_goes_on_with_its_own_task_and_no_other() {
    Path table = folder.resolve("t");
    Path whole = folder.resolve("whole");
    Fits.run(spark, Fits.sample(table, INPAINT).withSelection(TEN.withLimit(4)));

    Fits.run(spark, Fits.sample(table, INPAINT).withSelection(TEN).withMode(Mode.RESUME));
    Fits.run(spark, Fits.sample(whole, INPAINT).withSelection(TEN));

    assertThat(Fits.hash(table)).isEqualTo(Fits.hash(whole));
    assertThatThrownBy(
            () ->
                Fits.run(
                    spark,
                    Fits.sample(table, "fit.task={kind: denoise}")
                        .withSelection(TEN)
                        .withMode(Mode.RESUME)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("fit.task");
  }

  @Test
  void an_image_that_does_not_go_with_the_task_is_a_row_in_the_failures_table() {
    Path table = folder.resolve("t");

    FitReport report =
        Fits.run(
            spark,
            Fits.sample(
                    table, "fit.task={kind: super-resolution, factor: 5}", "run.failure-budget=1")
                .withSelection(TEN.withLimit(2)));

    assertThat(report.failed()).isEqualTo(2);
    assertThat(Fits.table(table).failures().next().message())
        .contains("28x28 cannot be made 5 times smaller");
  }

  /** The decoder of ARCs is learnt from what a task sees of images, never from what it hides. */
  @Test
  void decoders_are_learnt_from_what_was_observed() {
    String decoder = "fit.family.decoder={images: 4, steps: 2, learning-rate: 5e-3}";
    Path table = folder.resolve("arc");

    FitReport report =
        Fits.run(
            spark,
            FitRequest.of(
                    Fits.arcConfig(INPAINT, decoder), Fits.SAMPLE.toString(), table.toString())
                .withSelection(TEN.withLimit(2)));

    Path images = folder.resolve("images");
    Fits.run(
        spark,
        FitRequest.of(Fits.arcConfig(decoder), Fits.SAMPLE.toString(), images.toString())
            .withSelection(TEN.withLimit(2)));
    assertThat(report.failed()).isZero();
    assertThat(Fits.table(table).sharedParameters())
        .isNotEqualTo(Fits.table(images).sharedParameters());
  }

  @Test
  void settings_that_do_not_go_together_are_errors_in_one_line() {
    assertThatThrownBy(() -> Fits.config("fit.task={kind: ct}", "fit.stop.plateau-decibels=0.1"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("stop.plateau-decibels looks at what a task holds out");
    assertThatThrownBy(() -> Fits.config("fit.task={kind: inpaint, mask: {kind: holes}}"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("random-pixels");
  }
}
