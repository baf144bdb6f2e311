package io.anchorage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One idea a file: a file that grows long says why. */
class FileLengthTest {
  private static final int LONG = 300;

  @Test
  void a_file_of_more_than_300_lines_says_why() throws IOException {
    List<String> silent = new ArrayList<>();
    for (String module : List.of("model-core", "spark-jobs")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          if (text.lines().count() > LONG && !text.contains("Over 300 lines, because")) {
            silent.add(file.toString());
          }
        }
      }
    }
    assertThat(silent).isEmpty();
  }
}
