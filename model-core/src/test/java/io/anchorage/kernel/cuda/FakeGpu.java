package io.anchorage.kernel.cuda;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A GPU that is none: src/test/cuda has the driver's functions on the CPU, and a shim that runs the
 * kernels' own text. Built by g++; tests that need it are skipped where there is none.
 */
public final class FakeGpu {
  private static final Path SOURCES = Path.of("src/test/cuda").toAbsolutePath();

  private static Path library;

  private FakeGpu() {}

  /** Puts the fake driver in the place of NVIDIA's for the rest of this JVM. */
  public static synchronized void install() {
    if (library == null) {
      library = build(Path.of("target/fake-gpu").toAbsolutePath());
    }
    System.setProperty(CudaDriver.LIBRARY, library.toString());
    System.setProperty(Nvrtc.LIBRARY, library.toString());
    System.setProperty(
        KernelCache.FOLDER,
        library.resolveSibling("cache-" + ProcessHandle.current().pid()).toString());
  }

  /** Compiles the fake driver into a folder. */
  public static Path build(Path folder) {
    Assumptions.assumeTrue(
        Platform.isLinux(), "not on Linux: the CUDA kernels' proof on the CPU is skipped");
    try {
      Files.createDirectories(folder);
      Path made = folder.resolve("fake-cuda-" + ProcessHandle.current().pid() + ".so");
      Optional<String> said =
          output(
              List.of(
                  "g++",
                  "-std=c++17",
                  "-O1",
                  "-shared",
                  "-fPIC",
                  "-DSHIM=\"" + SOURCES.resolve("cpu_shim.h") + "\"",
                  SOURCES.resolve("fake_driver.cpp").toString(),
                  "-o",
                  made.toString(),
                  "-ldl"));
      Assumptions.assumeTrue(
          said.isPresent(), "no g++ here: the CUDA kernels' proof on the CPU is skipped");
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a compiler says when it succeeds, as it must; empty if it is not there. */
  static Optional<String> output(List<String> command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ":\n" + output);
      }
      return Optional.of(output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Device memory that can be taken, all arrays together. */
  public static void memory(long bytes) {
    call("fake_set_memory", bytes);
  }

  /** Bytes of device memory that are taken. */
  public static long memoryInUse() {
    return (Long) functions().getFunction("fake_in_use").invoke(Long.class, new Object[0]);
  }

  /** Whether the threads of a block take their turns from the last to the first. */
  public static void reverse(boolean reverse) {
    call("fake_set_reverse", reverse ? 1 : 0);
  }

  private static void call(String name, Object... arguments) {
    functions().getFunction(name).invokeVoid(arguments);
  }

  private static NativeLibrary functions() {
    return NativeLibrary.getInstance(library.toString());
  }
}
