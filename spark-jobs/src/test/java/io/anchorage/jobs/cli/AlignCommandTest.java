package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code align} on the command line, and the other commands on what it writes. */
class AlignCommandTest {
  private static final String SAMPLE = "../conf/sample/fashion-mnist";

  @TempDir Path folder;

  @Test
  void a_model_that_learnt_from_aligned_fields_refuses_others() {
    String table = folder.resolve("table").toString();
    String aligned = folder.resolve("aligned").toString();
    String model = folder.resolve("model").toString();
    Ran fitted =
        Ran.of(
            "fit",
            "--config",
            "../conf/siren-fashion-mnist.yaml",
            "--input",
            SAMPLE,
            "--output",
            table,
            "--set",
            "fit.family.width=8",
            "--set",
            "fit.stop.steps=10",
            "--master",
            "local[2]");
    assertThat(fitted.code()).as(fitted.err()).isZero();

    Ran made =
        Ran.of(
            "align",
            "--to",
            "random",
            "--input",
            table,
            "--output",
            aligned,
            "--master",
            "local[2]");

    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out())
        .contains("800 fields in ", "hidden units aligned to template ")
        .containsPattern("template +[0-9a-f]{64}");
    Ran verified = Ran.of("verify", aligned);
    assertThat(verified.out()).contains("100 compared with their images", "sound");
    Ran inspected = Ran.of("inspect", aligned);
    assertThat(inspected.out()).contains("units.done = ", "made from", table);
    assertThat(Ran.of("decode", aligned, "--sheet", "4", "--output", folder + "/s.png").code())
        .isZero();
    Ran trained =
        Ran.of(
            "train",
            "--config",
            "../conf/train-siren.yaml",
            "--input",
            aligned,
            "--output",
            model,
            "--set",
            "train.epochs=2",
            "--set",
            "train.model.widths=[16]",
            "--set",
            "train.augmentations=[{kind: weight-noise}, {kind: rebasin-mix}]",
            "--master",
            "local[2]");
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).doesNotContain("did not share a starting point");
    Ran refused = Ran.of("evaluate", "--model", model, "--input", table, "--master", "local[2]");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.onlyError()).contains("learnt from fields of recipe ");
    Ran predicted =
        Ran.of(
            "predict",
            "--model",
            model,
            "--input",
            aligned,
            "--output",
            folder + "/p",
            "--master",
            "local[2]");
    assertThat(predicted.code()).as(predicted.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                            | give one of --to and --canonical
          --to random --canonical both      | give one of --to and --canonical
          --canonical order                 | --canonical must be phases, signs or both: order
          --to image/1 --seed 3             | --seed is for --to random
          """)
  void flags_that_make_no_sense_are_told_before_anything_starts(String flags, String said) {
    String words = "align --input in --output out " + (flags == null ? "" : flags.strip());

    Ran ran = Ran.of(words.strip().split(" +"));

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.onlyError()).contains(said.strip());
  }

  @Test
  void a_table_that_is_not_there_is_one_line() {
    Ran ran =
        Ran.of(
            "align",
            "--to",
            "random",
            "--input",
            folder.resolve("none").toString(),
            "--output",
            folder.resolve("out").toString(),
            "--master",
            "local[2]");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains("is not a field table");
  }
}
