package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report} and {@code runs} on what real jobs wrote. */
final class ReportCommandTest {
  private static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath();

  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void fit() throws IOException {
    fit("siren", "siren", "--set", "fit.stop.steps=40");
    fit("siren", "longer", "--set", "fit.stop.steps=80");
    Files.createDirectories(shared.resolve("table-00-small"));
    Files.writeString(
        shared.resolve("table-00-small/report.json"),
        """
        {"title": "A table", "scale": "small", "columns": ["MNIST"],
         "rows": [{"name": "plain",
                   "cells": [{"published": 60.5, "published_std": 0.5, "ours": [61, 62],
                              "mean": 61.5, "std": 0.7, "difference": 1.0, "stand_in": true}]}],
         "notes": ["a note"], "fits": []}
        """);
  }

  private static void fit(String family, String name, String... flags) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "fit",
                "--config",
                "../conf/" + family + "-fashion-mnist.yaml",
                "--input",
                SAMPLE.toString(),
                "--output",
                shared.resolve(name).toString(),
                "--limit",
                "12",
                "--master",
                "local[2]"));
    words.addAll(List.of(flags));
    Ran ran = Ran.of(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("report   " + shared.resolve(name).resolve("report.html"));
  }

  @Test
  void a_fit_ends_with_a_page_about_its_table() throws IOException {
    String page = Files.readString(shared.resolve("siren/report.html"));

    assertThat(page)
        .contains("SIREN fields of fashion-mnist", "How PSNR spreads", "The worst", "The best")
        .contains("Where the time went", "fit.stop.steps", "Ankle boot")
        .contains("data:image/png;base64,");
    assertThat(page).doesNotContain("latents where they sit");
    assertThat(shared.resolve("siren/_run-001.json")).exists();
  }

  @Test
  void a_table_that_has_a_report_is_read_verified_and_resumed_as_before() {
    Ran verify = Ran.of("verify", shared.resolve("siren").toString());
    assertThat(verify.code()).as(verify.err()).isZero();
  }

  @Test
  void two_tables_are_compared_key_by_key_and_image_by_image() throws IOException {
    Path page = folder.resolve("both.html");
    Ran ran =
        Ran.of(
            "report",
            shared.resolve("siren").toString(),
            shared.resolve("longer").toString(),
            "--output",
            page.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(page))
        .contains("12 images are in both")
        .contains("fit.stop.steps")
        .doesNotContain("fit.family.width");
  }

  @Test
  void an_experiment_has_ours_beside_the_published() throws IOException {
    Path page = folder.resolve("experiment.html");
    Ran ran =
        Ran.of("report", shared.resolve("table-00-small").toString(), "--output", page.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(page))
        .contains("60.50 ± 0.50", "61.50 ± 0.70 *", "+1.00", "a note");
  }

  @Test
  void two_runs_of_an_experiment_are_compared_figure_by_figure_and_key_by_key() throws IOException {
    String report =
        """
        {"title": "A table", "scale": "small", "columns": ["MNIST"],
         "rows": [{"name": "plain", "cells": [{"published": 60.5, "mean": %s, "std": 0.7}]}],
         "fits": [{"name": "mnist", "mean_psnr": 31.5}],
         "config": {"title": "A table", "classifiers": [{"name": "flat", "train": [%d]}]}}
        """;
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("a/report.json"), report.formatted("61.5", 8));
    Files.writeString(folder.resolve("b/report.json"), report.formatted("64.0", 16));
    Path page = folder.resolve("both.html");
    Ran ran =
        Ran.of(
            "report",
            folder.resolve("a").toString(),
            folder.resolve("b").toString(),
            "--output",
            page.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(page))
        .contains("plain, MNIST", "60.50", "61.50 ± 0.70", "64.00 ± 0.70", "+2.50")
        .contains("classifiers.flat.train", "<td>[8]</td><td>[16]</td>")
        .doesNotContain("mnist.mean_psnr");
  }

  @Test
  void what_has_a_page_of_its_own_is_left_alone() throws IOException {
    Files.writeString(folder.resolve("config.yaml"), "moving: {}");
    Files.writeString(folder.resolve("report.json"), "{}");
    Files.writeString(folder.resolve("report.html"), "made when it ended");
    Ran ran = Ran.of("report", folder.toString());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains("open " + folder.resolve("report.html"));
    assertThat(folder.resolve("report.html")).hasContent("made when it ended");
  }

  @Test
  void runs_lists_what_lies_below_a_folder() {
    Ran ran = Ran.of("runs", shared.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines())
        .hasSize(3)
        .anyMatch(
            line -> line.matches("longer +table +siren of fashion-mnist, 12 fields.*complete.*"))
        .anyMatch(line -> line.matches("table-00-small +experiment .*"));
  }

  @Test
  void what_no_job_wrote_is_one_line() {
    Ran report = Ran.of("report", folder.toString());
    assertThat(report.code()).isEqualTo(3);
    assertThat(report.onlyError()).contains("holds no field table, model or experiment");

    Ran runs = Ran.of("runs", folder.toString());
    assertThat(runs.code()).isEqualTo(3);
    assertThat(runs.onlyError()).contains("hold no field table");

    Ran both =
        Ran.of("report", shared.resolve("siren").toString(), shared.resolve("longer").toString());
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.onlyError()).contains("--output");

    Ran unlike =
        Ran.of(
            "report",
            shared.resolve("siren").toString(),
            shared.resolve("table-00-small").toString(),
            "--output",
            folder.resolve("no.html").toString());
    assertThat(unlike.code()).isEqualTo(2);
    assertThat(unlike.onlyError()).contains("(table)", "(experiment) cannot be compared");
  }
}
