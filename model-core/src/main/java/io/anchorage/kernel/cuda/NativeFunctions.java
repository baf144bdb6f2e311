package io.anchorage.kernel.cuda;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A C library whose functions are called by name. */
final class NativeFunctions {
  private final NativeLibrary library;
  private final Map<String, Function> functions = new ConcurrentHashMap<>();

  private NativeFunctions(NativeLibrary library) {
    this.library = library;
  }

  /** The first of these libraries that loads; empty if none does. */
  static Optional<NativeFunctions> load(List<String> names) {
    return names.stream().flatMap(name -> load(name).stream()).findFirst();
  }

  private static Optional<NativeFunctions> load(String name) {
    try {
      return Optional.of(new NativeFunctions(NativeLibrary.getInstance(name)));
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }

  /**
   * Calls a function that returns an int.
   *
   * @throws UnsatisfiedLinkError if the library is too old to have it
   */
  int call(String name, Object... arguments) {
    return functions.computeIfAbsent(name, library::getFunction).invokeInt(arguments);
  }

  /** Calls a function that returns a string. */
  String text(String name, Object... arguments) {
    return functions.computeIfAbsent(name, library::getFunction).invokeString(arguments, false);
  }

  /** Where the library was found. */
  String file() {
    return library.getFile() == null ? library.getName() : library.getFile().getPath();
  }
}
