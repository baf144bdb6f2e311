package io.anchorage.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Help fits a screen, and asking for it does nothing else. */
final class HelpTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  /** What fits a terminal of half a screen's height. */
  private static final int MOST_LINES = 50;

  @TempDir Path folder;

  static Set<String> commands() {
    return new TreeSet<>(AnchorageCommand.line().getSubcommands().keySet());
  }

  static List<String> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(HOME.resolve("deploy"))) {
      return files
          .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .map(file -> HOME.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void the_help_of_a_command_fits_a_screen(String command) {
    Ran ran = Ran.of("help", command);

    assertThat(ran.code()).isZero();
    assertFits(ran.out());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void a_script_answers_help_and_touches_nothing(String script)
      throws IOException, InterruptedException {
    // A clone that is not built yet, with another folder as home and for temporary files.
    for (String part : List.of("deploy", "conf")) {
      copy(HOME.resolve(part), folder.resolve("clone").resolve(part));
    }
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Set<String> before = tree();
    Path out = Files.createTempFile("help", ".txt");
    ProcessBuilder process =
        new ProcessBuilder(folder.resolve("clone").resolve(script).toString(), "--help")
            .directory(elsewhere.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    process.environment().put("HOME", elsewhere.toString());
    process.environment().put("TMPDIR", elsewhere.toString());
    process.environment().remove("SPARK_HOME");

    int code = process.start().waitFor();
    String said = Files.readString(out, UTF_8);
    Files.delete(out);

    assertThat(code).as(said).isZero();
    assertThat(said).contains(script);
    assertFits(said);
    assertThat(tree()).isEqualTo(before);
  }

  private static void assertFits(String page) {
    assertThat(page.lines().count()).as(page).isLessThanOrEqualTo(MOST_LINES);
    assertThat(page.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(HelpPages.COLUMNS));
  }

  private Set<String> tree() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
