package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a newcomer is told of configs: keys, commands, and what a shell completes. */
final class ExplainCommandTest {
  private static final Path CONF = Path.of("..", "conf");

  @Test
  void a_key_is_explained_by_the_row_of_the_reference() {
    Ran ran = Ran.of("explain", "fit.adam.learning-rate");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("fit.adam.learning-rate\n  Adam's learning rate, in (0, 10)\n")
        .contains("default  ", "--set fit.adam.learning-rate=", "in a config for fit");
    assertThat(Ran.of("explain", "train.model.kind").out()).contains("in a config for train");
    assertThat(Ran.of("explain", "maps.keep").out()).contains("in a config for feature-maps");
    assertThat(Ran.of("explain", "paths.predictor.depth").out())
        .contains("in a config for train-paths");
  }

  @Test
  void part_of_a_key_lists_those_that_have_it() {
    assertThat(Ran.of("explain", "fit.stop").out()).contains("fit.stop.steps ");
    assertThat(Ran.of("explain", "learning-rate").out())
        .contains("fit.adam.learning-rate", "train.optimiser.learning-rate");
    assertThat(Ran.of("explain").out()).contains("fit.adam").doesNotContain("anchored-probes");
  }

  @Test
  void a_slip_of_the_pen_names_the_nearest_key() {
    Ran ran = Ran.of("explain", "fit.stpo.steps");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.onlyError())
        .isEqualTo("there is no key fit.stpo.steps: did you mean fit.stop.steps?");
  }

  @Test
  void every_key_of_a_shipped_config_can_be_explained() throws IOException {
    Map<String, ConfigKeys.Row> rows = ConfigKeys.read();

    assertThat(rows.keySet()).contains("source.format", "fit.stop.steps", "grid.seeds");
    assertThat(rows.values())
        .allSatisfy(row -> assertThat(row.meaning()).as(row.key()).isNotBlank());
  }

  @Test
  void a_shell_completes_commands_flags_and_keys() {
    String script = Ran.of("completion").out();

    assertThat(script)
        .contains("complete -F _complete_anchorage", "--incremental", "fit.adam.learning-rate");
    assertThat(Ran.of("completion", "zsh").out()).startsWith("autoload -U +X compinit");
    assertThat(Ran.of("completion", "fish").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void a_config_of_another_command_is_told_whose_it_is() {
    Ran fit =
        Ran.of("fit", "--config", "../conf/train-sample.yaml", "--input", "i", "--output", "o");
    Ran train =
        Ran.of(
            "train",
            "--config",
            "../conf/experiments/arc/table-05.yaml",
            "--input",
            "i",
            "--output",
            "o");

    assertThat(fit.onlyError()).contains("train-sample.yaml is a config for train, not for fit");
    assertThat(train.onlyError()).contains("is a config for experiment, not for train");
  }

  @Test
  void every_shipped_config_is_of_some_command() throws IOException {
    try (Stream<Path> files = Files.walk(CONF)) {
      List<Path> configs = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      assertThat(configs)
          .allSatisfy(
              file ->
                  assertThat(ConfigFile.command(ConfigReader.read(file).entries().keySet()))
                      .as(file.toString())
                      .isPresent());
    }
  }
}
