package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

/** The commands of the README can be run as they stand, one after the other. */
final class ReadmeTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final String LAUNCHER = "deploy/anchorage ";
  private static final Set<String> READ = Set.of("--config", "--input", "--model", "--start");
  private static final Set<String> READ_FIRST = Set.of("inspect", "decode", "verify", "experiment");

  @Test
  void each_command_needs_only_what_the_clone_has_or_one_before_it_made() throws IOException {
    Set<String> made = new HashSet<>();
    List<String> commands = commands();

    assertThat(commands).hasSizeGreaterThan(10);
    for (String command : commands) {
      ParseResult parsed =
          AnchorageCommand.line()
              .setCaseInsensitiveEnumValuesAllowed(true)
              .parseArgs(command.substring(LAUNCHER.length()).strip().split("\\s+", -1));
      ParseResult own = parsed.subcommand();
      for (ArgSpec argument : own.matchedArgs()) {
        boolean reads =
            argument.isOption()
                ? READ.contains(((CommandLine.Model.OptionSpec) argument).longestName())
                : READ_FIRST.contains(own.commandSpec().name());
        for (String value : argument.originalStringValues()) {
          if (reads) {
            assertThat(made.contains(value.split("/", -1)[0]) || Files.exists(HOME.resolve(value)))
                .as("%s in %s", value, command)
                .isTrue();
          }
        }
      }
      if (own.hasMatchedOption("--output") && !own.hasMatchedOption("--dry-run")) {
        assertThat(made.add(own.matchedOption("--output").originalStringValues().get(0)))
            .as("an output that is there already: %s", command)
            .isTrue();
      }
    }
  }

  private static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    boolean code = false;
    String begun = "";
    for (String line : Files.readAllLines(HOME.resolve("README.md"))) {
      if (line.startsWith("```")) {
        code = !code;
      } else if (code) {
        String whole = begun + line;
        begun = whole.endsWith("\\") ? whole.substring(0, whole.length() - 1) : "";
        if (begun.isEmpty() && whole.startsWith(LAUNCHER)) {
          commands.add(whole);
        }
      }
    }
    return commands;
  }
}
