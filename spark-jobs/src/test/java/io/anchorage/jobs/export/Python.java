package io.anchorage.jobs.export;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Python of this machine, or the one that the environment variable ANCHORAGE_PYTHON names.
 * Tests that need more than it has are skipped.
 */
final class Python {
  /** The folder of the notebooks. */
  static final Path FOLDER = Path.of("../notebooks-export").toAbsolutePath().normalize();

  private static final int MINUTES = 10;

  /** What a run printed, and its exit code. */
  record Ran(int exit, String output) {}

  private Python() {}

  /** Skips the test unless Python has these modules. */
  static void assumeModules(String... modules) throws IOException, InterruptedException {
    Ran ran = run(FOLDER, "-c", "import " + String.join(", ", modules));
    assumeTrue(ran.exit() == 0, "Python without " + String.join(", ", modules));
  }

  /** Runs Python in a folder. */
  static Ran run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Optional.ofNullable(System.getenv("ANCHORAGE_PYTHON")).orElse("python3"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("python", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      builder.environment().put("PYTHONPATH", FOLDER.toString());
      builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
      builder.environment().put("OMP_NUM_THREADS", "1");
      Process process = builder.redirectOutput(output.toFile()).start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return new Ran(-1, "Python did not end within " + MINUTES + " minutes");
      }
      return new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return new Ran(-1, "There is no Python: " + e.getMessage());
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
