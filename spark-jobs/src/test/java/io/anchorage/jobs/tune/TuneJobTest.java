package io.anchorage.jobs.tune;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.fit.FitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches as Spark jobs, over 24 tiny images. */
class TuneJobTest {
  private static final double TARGET = 30;

  @TempDir private static Path shared;
  private static JavaSparkContext spark;
  private static Path waves;

  @TempDir private Path folder;

  @BeforeAll
  static void openSpark() throws IOException {
    spark = SmallSearches.spark("local[2]");
    waves = SmallSearches.images(shared.resolve("waves"), 32);
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  @Test
  void the_recipe_is_a_config_that_fits_as_well_as_the_report_says() throws IOException {
    Path out = folder.resolve("out");
    TuneReport report = tune(SmallSearches.siren(), out, TARGET);

    assertThat(report.lines())
        .anyMatch(line -> line.matches("target +30 dB for 90 % of the images: reached"))
        .anyMatch(line -> line.matches("sample +12 images to search by, 12 others to check on"))
        .anyMatch(line -> line.contains("fit.adam.learning-rate 0.0005 -> "))
        .anyMatch(line -> line.startsWith("million"));
    JobConfig found = JobConfigs.load(out.resolve("recipe.yaml"), List.of());
    assertThat(found.fit().family().kind()).isEqualTo("siren");
    assertThat(found.fit().stop().steps()).isBetween(4, 120);
    FitReport fitted =
        FitJob.run(
            spark, FitRequest.of(found, waves.toString(), folder.resolve("table").toString()));
    assertThat(fitted.fields()).isEqualTo(32);
    assertThat(fitted.meanPsnr()).isGreaterThan(TARGET - 1);
    assertThat(ImageIO.read(out.resolve("curve.png").toFile()).getWidth()).isGreaterThan(300);
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("30 dB for 90 % of the images: reached.", "Quality against cost")
        .contains("fit.adam.learning-rate 0.0005 -&gt; ", "mean_psnr", "1,000,000 such images");
    assertThat(Files.readString(out.resolve("recipe.yaml")))
        .startsWith("# Found by: anchorage tune\n# Target: 30 dB for 90 % of the images\n");
  }

  @Test
  void one_and_seven_partitions_and_a_cut_journal_give_the_same_bytes() throws IOException {
    Path one = folder.resolve("one");
    Path seven = folder.resolve("seven");
    Path cut = folder.resolve("cut");
    SmallSearches.run(
        spark, SmallSearches.request(SmallSearches.siren(), waves, one, TARGET, 0, 1, false));
    SmallSearches.run(
        spark, SmallSearches.request(SmallSearches.siren(), waves, seven, TARGET, 0, 7, false));
    Files.createDirectories(cut);
    Files.copy(one.resolve("tuning.json"), cut.resolve("tuning.json"));
    String journal = Files.readString(one.resolve("journal.jsonl"));
    Files.writeString(cut.resolve("journal.jsonl"), journal.substring(0, journal.length() / 2));
    SmallSearches.run(
        spark, SmallSearches.request(SmallSearches.siren(), waves, cut, TARGET, 0, 3, true));

    for (String file : List.of("recipe.yaml", "trials.csv", "curve.png")) {
      assertThat(one.resolve(file)).hasSameBinaryContentAs(seven.resolve(file));
      assertThat(one.resolve(file)).hasSameBinaryContentAs(cut.resolve(file));
    }
    assertThat(Files.readString(cut.resolve("journal.jsonl")).lines().count())
        .isEqualTo(journal.lines().count());
  }

  @Test
  void a_search_that_is_complete_is_not_done_again_and_serves_other_targets() throws IOException {
    Path out = folder.resolve("out");
    tune(SmallSearches.siren(), out, TARGET);
    TuneReport again =
        SmallSearches.run(
            spark, SmallSearches.request(SmallSearches.siren(), waves, out, TARGET, 0, 0, true));
    TuneReport lower =
        SmallSearches.run(
            spark, SmallSearches.request(SmallSearches.siren(), waves, out, 20, 0, 0, true));

    assertThat(again.lines()).anyMatch(line -> line.contains("; 0 fits in this run"));
    assertThat(lower.lines()).anyMatch(line -> line.contains("20 dB for 90 %"));
  }

  @Test
  void a_budget_ends_the_search_with_the_best_so_far_or_says_that_there_is_none() {
    Path out = folder.resolve("out");

    assertThatThrownBy(
            () ->
                SmallSearches.run(
                    spark,
                    SmallSearches.request(
                        SmallSearches.siren(), waves, out, TARGET, 1e-9, 0, false)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("ended before the first comparison was complete");
    assertThat(out.resolve("trials.csv")).exists();
  }

  @Test
  void a_target_that_no_recipe_reaches_is_told_with_what_was_reached() {
    Path out = folder.resolve("out");

    assertThatThrownBy(() -> tune(SmallSearches.siren("fit.stop.steps=6"), out, 90))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "--target-psnr 90 is not reached at the cost of 12 steps of the base recipe: 90 % of"
                + " \\d+ images reach \\d+\\.\\d\\d dB at best .*; lower --target-psnr or --share,"
                + " raise --most-steps, or make the fields larger in fit.family");
    assertThat(out.resolve("trials.csv")).exists();
    assertThat(out.resolve("recipe.yaml")).doesNotExist();
    assertThat(out.resolve("report.html"))
        .content(UTF_8)
        .contains("not reached by any recipe that was tried", "Quality against cost")
        .doesNotContain("What was chosen");
  }

  @Test
  void a_family_without_a_space_of_its_own_is_tuned_in_rate_schedule_and_steps()
      throws IOException {
    Path out = folder.resolve("out");
    tune(
        SmallSearches.tunable(
            List.of(
                "source.dataset=waves",
                "fit.family.kind=polynomial",
                "fit.family.degree=8",
                "fit.stop.steps=200")),
        out,
        18);

    FitRecipe found = JobConfigs.load(out.resolve("recipe.yaml"), List.of()).fit();
    assertThat(found.family().kind()).isEqualTo("polynomial");
    assertThat(found.stop().steps()).isLessThan(200);
    assertThat(Files.readString(out.resolve("trials.csv")))
        .startsWith("stage,base_steps,learning_rate,schedule,betas,steps,");
  }

  @Test
  void arcs_are_tuned_with_a_decoder_for_each_setting_and_fitted_as_they_were_tried()
      throws IOException {
    Path out = folder.resolve("out");
    Tunable arcs =
        SmallSearches.tunable(
            List.of(
                "source.dataset=waves",
                "fit.family.kind=arc",
                "fit.family.latents=6",
                "fit.family.latent-dim=4",
                "fit.family.decoder.images=8",
                "fit.family.decoder.steps=40",
                "fit.stop.steps=30"));
    tune(arcs, out, 11);

    JobConfig found = JobConfigs.load(out.resolve("recipe.yaml"), List.of());
    assertThat(found.fit().family().kind()).isEqualTo("arc");
    assertThat(Files.readString(out.resolve("trials.csv")))
        .startsWith(
            "stage,base_steps,learning_rate,schedule,betas,pixels_per_step,decoder_schedule,steps,")
        .doesNotContain("0.9 0.95");
    FitReport fitted =
        FitJob.run(
            spark, FitRequest.of(found, waves.toString(), folder.resolve("table").toString()));
    assertThat(fitted.meanPsnr()).isGreaterThan(11);
  }

  @Test
  void images_that_cannot_be_used_are_replaced_and_named() throws IOException {
    Path mixed = SmallSearches.images(folder.resolve("mixed"), 20);
    Files.writeString(mixed.resolve("across/99.png"), "no picture");
    TuneReport report =
        SmallSearches.run(
            spark, SmallSearches.request(SmallSearches.siren(), mixed, folder.resolve("out"), 20));

    assertThat(report.lines())
        .anyMatch(line -> line.matches("sample +10 images to search by, 10 others to check on"))
        .anyMatch(line -> line.startsWith("left out 1 images, one because of waves/across/99"));
  }

  @Test
  void the_folder_of_another_tuning_is_refused() throws IOException {
    Path out = folder.resolve("out");
    tune(SmallSearches.siren(), out, 20);

    assertThatThrownBy(() -> tune(SmallSearches.siren(), out, 20))
        .hasMessageContaining("holds a tuning already; go on with it by --resume");
    assertThatThrownBy(
            () ->
                SmallSearches.run(
                    spark,
                    SmallSearches.request(
                        SmallSearches.siren("fit.family.width=16"), waves, out, 20, 0, 0, true)))
        .hasMessageContaining("was begun with another config");
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> tune(SmallSearches.siren(), other, 20))
        .hasMessageContaining("is not empty and is no tuning (it holds notes.txt)");
  }

  private static TuneReport tune(Tunable tunable, Path out, double target) {
    return SmallSearches.run(spark, SmallSearches.request(tunable, waves, out, target));
  }
}
