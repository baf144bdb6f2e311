package io.anchorage.kernel;

/**
 * One implementation of all kernels: the scalar specification or its SIMD twin. Thread-safe; what
 * it makes is not.
 */
public interface Kernels {
  /** {@code scalar} or {@code vector}. */
  String name();

  /** One line for the log: lanes and instruction width. */
  String description();
}
