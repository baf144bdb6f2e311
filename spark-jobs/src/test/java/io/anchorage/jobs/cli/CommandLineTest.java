package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {
  private static final String FIT =
      "fit --config ../conf/arc-fashion-mnist.yaml --input in --output out ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fit --config c --input i --outptu o      | unknown flag --outptu: did you mean --output? | fit
          fit --config c --input i --output o --resum | unknown flag --resum: did you mean --resume? | fit
          fti                                      | unknown command fti: did you mean fit?        | ''
          fit --input i --output o                 | missing required option: '--config=FILE'      | fit
          train --config c --input t --ouput o     | unknown flag --ouput: did you mean --output?  | train
          evaluate --input t                       | missing required option: '--model=PATH'       | evaluate
          experiment f --output o --scale big      | invalid value for option '--scale'            | experiment
          tune --config c --input i --output o     | missing required option: '--target-psnr=DB' | tune
          fit --config c --input i --output o --limit many | invalid value for option '--limit'    | fit
          """)
  void a_slip_of_the_pen_is_one_line_that_names_the_next_step(
      String words, String said, String command) {
    Ran ran = Ran.of(words.strip().split(" +"));

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.onlyError()).contains(said.strip()).endsWith(" --help");
    assertThat(ran.onlyError())
        .contains("see anchorage" + (command.isEmpty() ? "" : " " + command));
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --split validation      | --split must be train, test or all: validation
          --ids 9..3              | --ids must be A..B
          --ids 9                 | --ids must be A..B
          --limit 0               | --limit must be at least 1: 0
          --partitions -1         | --partitions must be at least 1: -1
          --resume --incremental  | --resume, --incremental and --repair exclude each other
          --repair --prune        | --prune brings a table up to date
          """)
  void values_that_make_no_sense_are_told_before_anything_starts(String flags, String said) {
    Ran ran = Ran.of((FIT + flags.strip()).split(" +"));

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.onlyError()).contains(said.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fit",
        "tune",
        "inspect",
        "decode",
        "verify",
        "train",
        "evaluate",
        "predict",
        "experiment",
        "selftest"
      })
  void each_help_page_has_examples_and_exit_codes(String command) {
    Ran ran = Ran.of(command, "--help");

    assertThat(ran.code()).isEqualTo(ExitCode.OK);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("Examples:", "anchorage " + command, "Exit codes:");
    assertThat(Ran.of("help", command).out()).isEqualTo(ran.out());
  }

  @Test
  void without_a_command_the_commands_are_listed() {
    Ran ran = Ran.of();

    assertThat(ran.code()).isEqualTo(ExitCode.OK);
    assertThat(ran.out())
        .contains("fit", "inspect", "decode", "verify", "selftest", "version", "130");
  }

  @Test
  void a_command_is_read_without_the_others_and_what_needs_them_has_all() {
    assertThat(AnchorageCommand.line(new AnchorageCommand(), "inspect", "x").getSubcommands())
        .containsOnlyKeys("inspect");
    for (String first : List.of("--verbose", "inspct", "help", "completion")) {
      assertThat(AnchorageCommand.line(new AnchorageCommand(), first, "inspect").getSubcommands())
          .as(first)
          .hasSameSizeAs(AnchorageCommand.line().getSubcommands());
    }
    assertThat(Ran.of("completion", "bash").out()).contains("train-paths", "fit.stop.steps");
  }

  @Test
  void the_version_names_what_it_runs_on() {
    assertThat(Ran.of("version").out()).isEqualTo(Ran.of("--version").out());
    assertThat(Ran.of("version").out().lines())
        .anyMatch(line -> line.startsWith("anchorage 0"))
        .anyMatch(line -> line.startsWith("Spark 4"))
        .anyMatch(line -> line.startsWith("Java "));
  }

  @Test
  void verbose_adds_the_stack_trace_and_nothing_else_does() {
    String[] words = (FIT + "--ids x").split(" +");
    String[] verbose = (FIT + "--ids x --verbose").split(" +");

    assertThat(Ran.of(words).err().lines()).hasSize(1);
    assertThat(Ran.of(verbose).err()).contains("UserException", "\tat io.anchorage");
  }
}
