package io.anchorage.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks run as they stand. Skipped where Python lacks what they need. */
class NotebooksTest {
  private static final long LARGEST_BYTES = 1 << 20;

  @TempDir Path folder;

  static List<String> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(Python.FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ipynb"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void a_notebook_runs_from_a_clone(String name) throws Exception {
    Python.assumeModules("nbconvert", "ipykernel", "numpy", "pyarrow", "matplotlib", "torch");
    Python.Ran ran =
        Python.run(
            Python.FOLDER,
            "-m",
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--output-dir",
            folder.toString(),
            name);
    assertThat(ran.exit()).as(ran.output()).isZero();
  }

  @Test
  void their_outputs_are_committed_and_small() throws IOException {
    long bytes = 0;
    for (String name : notebooks()) {
      String text = Files.readString(Python.FOLDER.resolve(name));
      assertThat(text).as(name).contains("\"execution_count\": 1").doesNotContain("Traceback");
      bytes += text.length();
    }
    assertThat(notebooks()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(bytes).isLessThan(LARGEST_BYTES);
    assertThat(Files.readAllLines(Python.FOLDER.resolve("anchorage_fields.py")))
        .hasSizeLessThan(300);
  }
}
