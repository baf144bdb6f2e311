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

  /**
   * One step of Adam over all parameters.
   *
   * @param state advanced by one step
   * @param parameters [state.size()], moved
   * @param gradient [state.size()]
   */
  void adam(AdamState state, float[] parameters, float[] gradient);

  /** A kernel for SIRENs of one shape, with working memory of its own, on the calling thread. */
  default SirenKernel siren(SirenShape shape) {
    return siren(shape, Team.SOLO);
  }

  /**
   * A kernel for SIRENs of one shape, with working memory of its own.
   *
   * @param team shares the work of a large signal; the result does not depend on it
   */
  SirenKernel siren(SirenShape shape, Team team);

  /** The kernels of anchored representation clouds. */
  ArcKernel arc();
}
