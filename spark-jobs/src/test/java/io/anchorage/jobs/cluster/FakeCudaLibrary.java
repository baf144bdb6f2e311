package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A CUDA driver that runs the kernels' text on the CPU, from model-core's test sources. Tests that
 * need it are skipped where there is no Linux with g++.
 */
final class FakeCudaLibrary {
  private static final Path SOURCES =
      Path.of("../model-core/src/test/cuda").toAbsolutePath().normalize();

  private FakeCudaLibrary() {}

  /** Compiles the driver into a folder. */
  static Path build(Path folder) {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"),
        "not on Linux: device choice on a cluster is not tried");
    Path library = folder.resolve("fake-cuda.so");
    List<String> command =
        List.of(
            "g++",
            "-std=c++17",
            "-O1",
            "-shared",
            "-fPIC",
            "-DSHIM=\"" + SOURCES.resolve("cpu_shim.h") + "\"",
            SOURCES.resolve("fake_driver.cpp").toString(),
            "-o",
            library.toString(),
            "-ldl");
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      Assumptions.abort("no g++ here: device choice on a cluster is not tried");
      throw new UncheckedIOException(e);
    }
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
