package io.anchorage.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.UserException;
import io.anchorage.kernel.cuda.FakeGpu;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void without_a_driver_cuda_is_refused_in_one_line() throws Exception {
    assertThat(
            probe(
                "cuda", true, jar -> true, Map.of(), "-Danchorage.cuda.library=libnone-of-ours.so"))
        .containsExactly(
            "ENGINE Engine cuda is not available: library libnone-of-ours.so, named by property"
                + " anchorage.cuda.library, does not load; or choose engine auto");
  }

  @Test
  void without_the_binding_cuda_is_refused_in_one_line() throws Exception {
    assertThat(probe("cuda", true, jar -> !jar.contains("jna")))
        .singleElement()
        .asString()
        .startsWith("ENGINE Engine cuda is not available: class com.sun.jna.")
        .contains("net.java.dev.jna:jna");
  }

  @ParameterizedTest
  @CsvSource({
    "ANCHORAGE_FAKE_INIT, 100, the NVIDIA driver sees no GPU",
    "ANCHORAGE_FAKE_INIT, 803, the NVIDIA driver does not start",
    "ANCHORAGE_FAKE_DEVICES, 0, the NVIDIA driver sees no GPU",
    "ANCHORAGE_FAKE_DRIVER, 10020, the NVIDIA driver supports CUDA 10.2",
    "ANCHORAGE_FAKE_DRIVER, 12040, NVRTC 13.0 makes code that a driver for CUDA 12.4 cannot load",
    "ANCHORAGE_FAKE_ARCH, 100, CPU in the place of GPU 0 has compute capability 9.0"
  })
  void a_driver_that_does_not_serve_is_refused_in_one_line(
      String variable, String value, String why) throws Exception {
    String driver = FakeGpu.build(emptyCache).toString();
    List<String> lines =
        probe(
            "cuda",
            true,
            jar -> true,
            Map.of(variable, value),
            "-Danchorage.cuda.library=" + driver,
            "-Danchorage.cuda.nvrtc=" + driver);
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("ENGINE Engine cuda is not available: " + why)
        .endsWith("or choose engine auto");
  }

  @Test
  void a_device_newer_than_the_compiler_is_served() throws Exception {
    String driver = FakeGpu.build(emptyCache).toString();
    assertThat(
            probe(
                "cuda",
                true,
                jar -> true,
                Map.of("ANCHORAGE_FAKE_ARCH", "80"),
                "-Danchorage.cuda.library=" + driver,
                "-Danchorage.cuda.nvrtc=" + driver))
        .containsExactly("opened cuda");
  }

  @Test
  void a_library_without_the_functions_is_refused_in_one_line() throws Exception {
    assertThat(
            probe(
                "cuda",
                true,
                jar -> true,
                Map.of(),
                "-Danchorage.cuda.library=" + FakeGpu.build(emptyCache),
                "-Danchorage.cuda.nvrtc=libm.so.6"))
        .singleElement()
        .asString()
        .startsWith("ENGINE Engine cuda is not available: an NVIDIA library is too old")
        .contains("nvrtcVersion");
  }

  @Test
  void without_the_run_time_compiler_cuda_is_refused_in_one_line() throws Exception {
    assertThat(
            probe(
                "cuda",
                true,
                jar -> true,
                Map.of(),
                "-Danchorage.cuda.library=" + FakeGpu.build(emptyCache),
                "-Danchorage.cuda.nvrtc=libnone-of-ours.so"))
        .singleElement()
        .asString()
        .startsWith("ENGINE Engine cuda is not available: NVIDIA's run-time compiler was not found")
        .contains("anchorage.cuda.nvrtc");
  }

  private List<String> probe(String engine, boolean module, Predicate<String> kept)
      throws IOException, InterruptedException {
    return probe(engine, module, kept, Map.of());
  }

  private List<String> probe(
      String engine,
      boolean module,
      Predicate<String> kept,
      Map<String, String> environment,
      String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (module) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(List.of(options));
    command.add("-DENGINE_CACHE_DIR=" + emptyCache);
    command.add("-DDJL_CACHE_DIR=" + emptyCache);
    command.addAll(List.of("-cp", classPath(kept), Probe.class.getName(), engine));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
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
