package io.anchorage.kernel.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.anchorage.UserException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * NVIDIA's run-time compiler, NVRTC. It is searched for under the names that the CUDA toolkit and
 * PyTorch give it, or in the file that property {@value #LIBRARY} names.
 */
final class Nvrtc {
  static final String LIBRARY = "anchorage.cuda.nvrtc";

  private static final List<String> NAMES =
      List.of("libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so");
  private static final List<String> FOLDERS =
      List.of("/usr/local/cuda/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib64");
  private static final int SIZE = 8;

  private static Nvrtc loaded;

  private final NativeFunctions functions;

  private Nvrtc(NativeFunctions functions) {
    this.functions = functions;
  }

  /**
   * The newest compiler on this machine whose code the driver can load, searched for once per JVM.
   *
   * @throws UserException of kind ENGINE if there is none
   */
  static synchronized Nvrtc load(CudaDriver driver) {
    if (loaded == null) {
      loaded = among(candidates(), driver.major()).orElseThrow(() -> missing(driver));
    }
    return loaded;
  }

  /**
   * The first compiler among these files that is not too new; empty if there is none.
   *
   * @param most highest major version: a driver loads code of compilers up to its own version
   */
  static Optional<Nvrtc> among(List<String> files, int most) {
    return files.stream()
        .flatMap(file -> NativeFunctions.load(List.of(file)).stream())
        .map(Nvrtc::new)
        .filter(compiler -> compiler.major() <= most)
        .findFirst();
  }

  private static UserException missing(CudaDriver driver) {
    Optional<Nvrtc> newer = among(candidates(), Integer.MAX_VALUE);
    if (newer.isPresent()) {
      return CudaDriver.missing(
          ("NVRTC %s makes code that a driver for CUDA %s cannot load: update the driver, or name"
                  + " an older NVRTC in property %s")
              .formatted(newer.get().version(), driver.version(), LIBRARY));
    }
    return CudaDriver.missing(
        ("NVIDIA's run-time compiler was not found (%s): install the CUDA toolkit's NVRTC, or name"
                + " its file in property %s")
            .formatted(candidates().get(0), LIBRARY));
  }

  /** The file names to try. */
  static List<String> candidates() {
    String named = System.getProperty(LIBRARY);
    if (named != null) {
      return List.of(named);
    }
    List<String> all = new ArrayList<>(NAMES);
    String home = System.getenv("CUDA_HOME");
    for (String name : NAMES) {
      if (home != null) {
        all.add(home + "/lib64/" + name);
      }
      FOLDERS.forEach(folder -> all.add(folder + "/" + name));
    }
    return all;
  }

  /** The version, such as 13.0. */
  String version() {
    int[] version = numbers();
    return version[0] + "." + version[1];
  }

  private int major() {
    return numbers()[0];
  }

  private int[] numbers() {
    IntByReference major = new IntByReference();
    IntByReference minor = new IntByReference();
    functions.call("nvrtcVersion", major, minor);
    return new int[] {major.getValue(), minor.getValue()};
  }

  /** The file it was loaded from. */
  String file() {
    return functions.file();
  }

  /** The compute capabilities it compiles for, such as 90, ascending. */
  List<Integer> architectures() {
    IntByReference count = new IntByReference();
    functions.call("nvrtcGetNumSupportedArchs", count);
    int[] found = new int[count.getValue()];
    functions.call("nvrtcGetSupportedArchs", (Object) found);
    return IntStream.of(found).sorted().boxed().toList();
  }

  /**
   * Compiles a kernel.
   *
   * @return machine code if the target is a device, PTX if it is a virtual architecture
   * @throws IllegalStateException with the compiler's log if compilation fails
   */
  byte[] compile(KernelSource source, Target target) {
    PointerByReference program = new PointerByReference();
    List<String> names = List.copyOf(source.headers().keySet());
    check(
        "nvrtcCreateProgram",
        program,
        source.text(),
        source.name(),
        names.size(),
        strings(List.copyOf(source.headers().values())),
        strings(names));
    try {
      List<String> options = new ArrayList<>(source.options());
      options.add(0, "--gpu-architecture=" + target.name());
      options.add(1, "--std=c++17");
      int code =
          functions.call(
              "nvrtcCompileProgram", program.getValue(), options.size(), strings(options));
      if (code != 0) {
        throw new IllegalStateException(
            "NVRTC %s cannot compile %s for %s:\n%s"
                .formatted(version(), source.name(), target.name(), log(program.getValue())));
      }
      return target.virtual()
          ? bytes(program.getValue(), "nvrtcGetPTXSize", "nvrtcGetPTX")
          : bytes(program.getValue(), "nvrtcGetCUBINSize", "nvrtcGetCUBIN");
    } finally {
      functions.call("nvrtcDestroyProgram", program);
    }
  }

  /**
   * The architecture to compile for.
   *
   * @param capability such as 90
   * @param virtual whether to emit PTX for the driver to compile, for devices newer than the
   *     compiler
   */
  record Target(int capability, boolean virtual) {
    String name() {
      return (virtual ? "compute_" : "sm_") + capability;
    }
  }

  private static StringArray strings(List<String> texts) {
    return new StringArray(texts.toArray(String[]::new), StandardCharsets.UTF_8.name());
  }

  private String log(Pointer program) {
    byte[] log = bytes(program, "nvrtcGetProgramLogSize", "nvrtcGetProgramLog");
    return new String(log, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  private byte[] bytes(Pointer program, String sizeFunction, String function) {
    try (Memory size = new Memory(SIZE)) {
      check(sizeFunction, program, size);
      try (Memory memory = new Memory(Math.max(1, size.getLong(0)))) {
        check(function, program, memory);
        return memory.getByteArray(0, Math.toIntExact(size.getLong(0)));
      }
    }
  }

  private void check(String name, Object... arguments) {
    int code = functions.call(name, arguments);
    if (code != 0) {
      throw new IllegalStateException(
          name + ": " + functions.text("nvrtcGetErrorString", code) + " (" + code + ")");
    }
  }
}
