package io.anchorage.kernel;

import io.anchorage.kernel.scalar.ScalarKernels;

/** The kernels of this JVM. */
public final class KernelProviders {
  private static final String VECTOR_KERNELS = "io.anchorage.kernel.vector.VectorKernels";
  private static final String MODULE = "jdk.incubator.vector";

  private KernelProviders() {}

  /** The specification; always there. */
  public static Kernels scalar() {
    return new ScalarKernels();
  }

  /** The SIMD kernels, or why they cannot be used. Looked up and tested once a JVM. */
  public static VectorAvailability vector() {
    return Holder.VECTOR;
  }

  /**
   * Begins to look the SIMD kernels up and to test them, beside what the caller does meanwhile:
   * their first steps, which Java interprets, take a good part of a short command.
   */
  public static void prepare() {
    Thread thread = new Thread(KernelProviders::vector, "anchorage-kernels");
    thread.setDaemon(true);
    thread.start();
  }

  /** The SIMD kernels where they can be used, else the specification: the same bits. */
  public static Kernels best() {
    return vector().kernels().orElseGet(KernelProviders::scalar);
  }

  private static final class Holder {
    static final VectorAvailability VECTOR = lookup();
  }

  private static VectorAvailability lookup() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return VectorAvailability.missing(
          "module " + MODULE + " is not readable: pass --add-modules " + MODULE + " to the JVM");
    }
    try {
      Kernels kernels =
          Class.forName(VECTOR_KERNELS, true, KernelProviders.class.getClassLoader())
              .asSubclass(Kernels.class)
              .getDeclaredConstructor()
              .newInstance();
      return KernelSelfTest.difference(scalar(), kernels)
          .map(
              difference ->
                  VectorAvailability.missing(
                      "self-test at start failed on Java %s: %s; use the scalar engine"
                          .formatted(Runtime.version(), difference)))
          .orElseGet(() -> VectorAvailability.of(kernels));
    } catch (ReflectiveOperationException | LinkageError e) {
      return VectorAvailability.missing(
          "the SIMD kernels cannot be loaded on Java " + Runtime.version() + ": " + e);
    }
  }
}
