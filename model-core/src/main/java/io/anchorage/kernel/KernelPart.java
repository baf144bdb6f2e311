package io.anchorage.kernel;

import io.anchorage.UserException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Kernels that only one family has, in both forms: the scalar specification and its SIMD twin. The
 * twin lies in a package {@code vector} and is loaded by its name; nothing refers to it. Before its
 * first use in a JVM both solve a small problem, and must give the same bits. Thread-safe.
 *
 * @param <K> the interface of the kernels
 */
public final class KernelPart<K> {
  private final Class<K> type;
  private final Supplier<? extends K> scalar;
  private final String twin;
  private final Function<? super K, float[]> problem;
  private Class<? extends K> tested;

  /**
   * Describes the two forms.
   *
   * @param scalar makes the specification
   * @param twin the full name of the SIMD class; it has a public constructor without parameters
   * @param problem what kernels give on a small fixed problem
   */
  public KernelPart(
      Class<K> type,
      Supplier<? extends K> scalar,
      String twin,
      Function<? super K, float[]> problem) {
    this.type = type;
    this.scalar = scalar;
    this.twin = twin;
    this.problem = problem;
  }

  /** The specification. */
  public K scalar() {
    return scalar.get();
  }

  /**
   * The SIMD twin.
   *
   * @throws UserException of kind ENGINE if it cannot be loaded, or does not give the bits of the
   *     specification on this JVM
   */
  public K vector() {
    try {
      return tested().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw refusal("cannot be loaded: " + e, e);
    }
  }

  private synchronized Class<? extends K> tested() throws ReflectiveOperationException {
    if (tested == null) {
      Class<? extends K> found =
          Class.forName(twin, true, KernelPart.class.getClassLoader()).asSubclass(type);
      float[] expected = problem.apply(scalar());
      if (!Arrays.equals(expected, problem.apply(found.getDeclaredConstructor().newInstance()))) {
        throw refusal("differs from the scalar one in its self-test", null);
      }
      tested = found;
    }
    return tested;
  }

  private UserException refusal(String why, Throwable cause) {
    return new UserException(
        UserException.Kind.ENGINE,
        "Engine vector is not available: its %s %s on Java %s; choose engine scalar"
            .formatted(type.getSimpleName(), why, Runtime.version()),
        cause);
  }
}
