package io.anchorage.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.UserException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of the engines when the class path or the module path lacks something. */
class EngineClassPathTest {
  @TempDir Path emptyCache;

  /** Opens the named engine and prints its name, or the one line of its refusal. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] args) {
      try (Engine engine = Engines.open(args[0])) {
        System.out.println("opened " + engine.name());
      } catch (UserException e) {
        System.out.println(e.kind() + " " + e.getMessage());
      }
    }
  }

  @Test
  void without_native_libraries_djl_is_refused_in_one_line() throws Exception {
    assertThat(probe("djl", true, jar -> !jar.contains("pytorch-native")))
        .singleElement()
        .asString()
        .startsWith("ENGINE Engine djl is not available: ")
        .contains("pytorch-native-cpu")
        .endsWith("or choose engine auto");
  }

  @Test
  void without_the_library_djl_is_refused_in_one_line() throws Exception {
    assertThat(probe("djl", true, jar -> !jar.contains("djl")))
        .singleElement()
        .asString()
        .startsWith("ENGINE Engine djl is not available: ")
        .contains("pytorch-engine");
  }

  @Test
  void without_the_library_the_others_work() throws Exception {
    assertThat(probe("auto", true, jar -> !jar.contains("djl"))).containsExactly("opened vector");
  }

  @Test
  void without_the_vector_module_vector_is_refused_with_the_flag_that_cures_it() throws Exception {
    assertThat(probe("vector", false, jar -> true))
        .singleElement()
        .asString()
        .startsWith("ENGINE Engine vector is not available: ")
        .contains("--add-modules jdk.incubator.vector");
  }

  @Test
  void without_the_vector_module_auto_takes_scalar() throws Exception {
    assertThat(probe("auto", false, jar -> true)).containsExactly("opened scalar");
  }

  private List<String> probe(String engine, boolean module, Predicate<String> kept)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (module) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.add("-DENGINE_CACHE_DIR=" + emptyCache);
    command.add("-DDJL_CACHE_DIR=" + emptyCache);
    command.addAll(List.of("-cp", classPath(kept), Probe.class.getName(), engine));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  private static String classPath(Predicate<String> kept) {
    String whole =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(whole.split(File.pathSeparator))
        .filter(entry -> !entry.endsWith(".jar") || kept.test(entry))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
