package io.anchorage.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same bits on vectors of 512, 256 and 128 bits, each in a JVM of its own. */
class VectorWidthTest {
  private static final String READABLE = "--add-modules=jdk.incubator.vector";

  @ParameterizedTest
  @CsvSource({"64, 16", "32, 8", "16, 4"})
  void vectors_of_any_width_give_the_bits_of_the_specification(int bytes, int lanes)
      throws Exception {
    assumeTrue(lanes <= widest(), "this machine's vectors are shorter");
    List<String> lines =
        java(READABLE, "-XX:MaxVectorSize=" + bytes, KernelDigest.class.getName(), "vector");
    assertThat(lines.get(0)).startsWith("vector: %d lanes of %d bits".formatted(lanes, 8 * bytes));
    assertThat(lines.get(1)).isEqualTo(KernelDigest.of(KernelProviders.scalar()));
  }

  @Test
  void the_specification_needs_no_module() throws Exception {
    List<String> lines = java(KernelDigest.class.getName(), "scalar");
    assertThat(lines.get(1)).isEqualTo(KernelDigest.of(KernelProviders.scalar()));
  }

  @Test
  void without_the_module_one_line_says_what_to_pass() throws Exception {
    List<String> lines = java(KernelDigest.class.getName(), "vector");
    assertThat(lines)
        .anyMatch(line -> line.contains("pass --add-modules jdk.incubator.vector to the JVM"));
  }

  private static int widest() {
    String description = KernelProviders.vector().reason();
    return Integer.parseInt(description.replaceAll("\\D*(\\d+) lanes.*", "$1"));
  }

  /** Both output streams, without the JVM's own warnings. */
  private static List<String> java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().filter(line -> !line.startsWith("WARNING")).toList();
  }
}
