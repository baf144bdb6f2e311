package io.anchorage.fit;

import io.anchorage.UserException;
import io.anchorage.fit.cuda.CudaEngine;
import io.anchorage.fit.cuda.CudaFamily;
import io.anchorage.fit.djl.DjlEngine;
import io.anchorage.fit.djl.DjlFamily;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.VectorAvailability;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry of engines. */
public final class Engines {
  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private Engines() {}

  /** The names that {@link #open} knows. */
  public static List<String> names() {
    return List.of("auto", "scalar", "vector", "cuda", "djl");
  }

  /** Whether the named engine runs on a device that a cluster manager assigns. */
  public static boolean isOnDevice(String name) {
    return name.equals("cuda");
  }

  /**
   * Opens an engine. {@code auto} chooses {@code vector} if it is available and reproduces the bits
   * of {@code scalar} on a fixed problem, otherwise {@code scalar}, and logs the reason in one
   * line.
   *
   * @throws UserException of kind ENGINE if the name is unknown, or names an engine that this JVM
   *     does not have
   */
  public static Engine open(String name) {
    return open(name, List.of());
  }

  /**
   * Opens an engine as {@link #open(String)} does, on an assigned device.
   *
   * @param devices addresses of the devices that a cluster manager assigned, for engines that use
   *     one; if empty, the engine chooses
   */
  public static Engine open(String name, List<String> devices) {
    return switch (name) {
      case "auto" -> auto();
      case "scalar" -> new CpuEngine(KernelProviders.scalar());
      case "vector" -> vector();
      case "cuda" -> cuda(devices);
      case "djl" -> djl();
      default -> throw unknown(name);
    };
  }

  /**
   * Refuses a recipe whose family the engine cannot fit. Does not open the engine: a driver need
   * not have its device.
   *
   * @throws UserException of kind ENGINE if the name is unknown, or the engine cannot fit the
   *     family
   */
  public static void require(String name, FitRecipe recipe) {
    if (!supports(name, recipe)) {
      List<String> others = names().stream().filter(other -> supports(other, recipe)).toList();
      throw EngineSupport.refusal(
          name, adapter(name), recipe, "choose one of these engines: " + String.join(", ", others));
    }
  }

  private static boolean supports(String name, FitRecipe recipe) {
    return EngineSupport.has(recipe, adapter(name));
  }

  private static Class<?> adapter(String name) {
    return switch (name) {
      case "auto", "scalar", "vector" -> CpuFitter.class;
      case "cuda" -> CudaFamily.class;
      case "djl" -> DjlFamily.class;
      default -> throw unknown(name);
    };
  }

  /**
   * What the recipe's family must learn before the first fit; empty if nothing. Engines that are
   * not on the CPU leave it to the best CPU kernels, so that shared parameters are the same bytes
   * whichever engine fits.
   */
  public static Optional<Preparation> preparation(FitRecipe recipe, Engine engine) {
    CpuEngine cpu = engine instanceof CpuEngine own ? own : new CpuEngine(bestKernels());
    return cpu.preparation(recipe);
  }

  private static Kernels bestKernels() {
    return KernelProviders.vector().kernels().orElseGet(KernelProviders::scalar);
  }

  private static Engine auto() {
    VectorAvailability vector = KernelProviders.vector();
    Engine engine = new CpuEngine(bestKernels());
    if (vector.kernels().isPresent()) {
      LOG.info("Engine auto takes vector: {}", vector.reason());
    } else {
      LOG.info("Engine auto takes scalar, the slow one: {}", vector.reason());
    }
    return engine;
  }

  private static Engine vector() {
    VectorAvailability vector = KernelProviders.vector();
    return new CpuEngine(
        vector
            .kernels()
            .orElseThrow(
                () ->
                    new UserException(
                        UserException.Kind.ENGINE,
                        "Engine vector is not available: "
                            + vector.reason()
                            + ", or choose engine auto")));
  }

  private static Engine cuda(List<String> devices) {
    try {
      return CudaEngine.open(devices);
    } catch (NoClassDefFoundError e) {
      throw new UserException(
          UserException.Kind.ENGINE,
          "Engine cuda is not available: class "
              + e.getMessage().replace('/', '.')
              + " is not there; put net.java.dev.jna:jna on the class path, or choose engine auto",
          e);
    }
  }

  private static Engine djl() {
    try {
      return DjlEngine.open();
    } catch (NoClassDefFoundError e) {
      throw new UserException(
          UserException.Kind.ENGINE,
          "Engine djl is not available: class "
              + e.getMessage().replace('/', '.')
              + " is not there; put ai.djl:api and ai.djl.pytorch:pytorch-engine on the class path,"
              + " or choose engine auto",
          e);
    }
  }

  private static UserException unknown(String name) {
    return new UserException(
        UserException.Kind.ENGINE,
        "Engine must be one of %s: %s".formatted(String.join(", ", names()), name));
  }
}
