package io.anchorage.kernel.cuda;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.anchorage.UserException;
import java.util.List;

/**
 * The CUDA driver of this machine: {@code libcuda.so.1}, or the library that property {@value
 * #LIBRARY} names.
 */
final class CudaDriver {
  static final String LIBRARY = "anchorage.cuda.library";

  private static final List<String> NAMES = List.of("libcuda.so.1", "libcuda.so", "nvcuda");
  private static final int LEAST_VERSION = 11_000;
  private static final int NO_DEVICE = 100;

  private static CudaDriver loaded;

  private final NativeFunctions functions;
  private final int version;

  private CudaDriver(NativeFunctions functions) {
    this.functions = functions;
    this.version = initialised(functions);
  }

  /**
   * The driver, loaded and initialised once per JVM.
   *
   * @throws UserException of kind ENGINE if it is missing or too old, or sees no device
   */
  static synchronized CudaDriver load() {
    if (loaded == null) {
      loaded = new CudaDriver(library());
    }
    return loaded;
  }

  private static NativeFunctions library() {
    String named = System.getProperty(LIBRARY);
    return NativeFunctions.load(named == null ? NAMES : List.of(named))
        .orElseThrow(
            () ->
                missing(
                    named == null
                        ? "no NVIDIA driver is installed here (libcuda.so.1 was not found)"
                        : "library %s, named by property %s, does not load"
                            .formatted(named, LIBRARY)));
  }

  private static int initialised(NativeFunctions functions) {
    int code = functions.call("cuInit", 0);
    if (code == NO_DEVICE) {
      throw missing("the NVIDIA driver sees no GPU (cuInit: CUDA_ERROR_NO_DEVICE)");
    }
    if (code != 0) {
      throw missing("the NVIDIA driver does not start (cuInit: error " + code + ")");
    }
    IntByReference version = new IntByReference();
    functions.call("cuDriverGetVersion", version);
    if (version.getValue() < LEAST_VERSION) {
      throw missing(
          "the NVIDIA driver supports CUDA %s, but 11.0 is needed: update it"
              .formatted(dotted(version.getValue())));
    }
    return version.getValue();
  }

  /** The error for an unavailable engine. */
  static UserException missing(String why) {
    return new UserException(
        UserException.Kind.ENGINE,
        "Engine cuda is not available: " + why + "; or choose engine auto");
  }

  /** The major version of the newest CUDA that the driver supports. */
  int major() {
    return version / 1000;
  }

  /** The newest CUDA that the driver supports, such as 13.0. */
  String version() {
    return dotted(version);
  }

  private static String dotted(int version) {
    return version / 1000 + "." + version % 1000 / 10;
  }

  /** The number of devices that this process can see. */
  int devices() {
    IntByReference count = new IntByReference();
    check("cuDeviceGetCount", count);
    return count.getValue();
  }

  /** Calls a driver function and throws on error. */
  void check(String name, Object... arguments) {
    int code = functions.call(name, arguments);
    if (code != 0) {
      throw new CudaException("%s: %s".formatted(name, words(code)));
    }
  }

  /** Calls a driver function and returns its error code. */
  int call(String name, Object... arguments) {
    return functions.call(name, arguments);
  }

  /** The driver's name and description of an error. */
  String words(int code) {
    return "%s (%s)".formatted(text("cuGetErrorName", code), text("cuGetErrorString", code));
  }

  private String text(String function, int code) {
    PointerByReference text = new PointerByReference();
    if (functions.call(function, code, text) != 0 || text.getValue() == null) {
      return "error " + code;
    }
    return text.getValue().getString(0);
  }
}
