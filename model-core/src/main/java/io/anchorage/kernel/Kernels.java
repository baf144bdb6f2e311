package io.anchorage.kernel;

/**
 * One implementation of all kernels: the scalar specification or its SIMD twin. Thread-safe; the
 * kernels that it creates are not.
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
  default void adam(AdamState state, float[] parameters, float[] gradient) {
    adam(state.advance(), state, parameters, gradient, 0, state.size());
  }

  /** One step of Adam over all parameters, which a team shares if there are many. */
  default void adam(AdamState state, float[] parameters, float[] gradient, Team team) {
    AdamState.Step step = state.advance();
    int part = 1 << 16;
    int size = state.size();
    int parts = Math.max(1, (int) (((long) size + part - 1) / part));
    team.each(
        parts,
        i ->
            adam(
                step,
                state,
                parameters,
                gradient,
                i * part,
                (int) Math.min(size, (i + 1L) * part)));
  }

  /** Updates the parameters {@code from} to {@code to - 1} and their moments. */
  void adam(
      AdamState.Step step, AdamState state, float[] parameters, float[] gradient, int from, int to);

  /** A kernel for MLPs of one shape, with its own working memory, on the calling thread. */
  default MlpKernel mlp(MlpShape shape) {
    return mlp(shape, Team.SOLO);
  }

  /**
   * A kernel for MLPs of one shape, with its own working memory.
   *
   * @param team shares the work of a large signal; the result does not depend on it
   */
  MlpKernel mlp(MlpShape shape, Team team);

  /**
   * Operations of which networks of another structure are composed.
   *
   * @param shape gives the positions of a tile, and the activation of {@link Sheets#activate}
   */
  default Sheets sheets(MlpShape shape) {
    return sheets(shape, shape.tile());
  }

  /**
   * Operations of which networks of another structure are composed.
   *
   * @param shape gives the activation of {@link Sheets#activate}
   * @param tile positions, a multiple of {@link MlpShape#BLOCK}; part of the specification
   */
  Sheets sheets(MlpShape shape, int tile);

  /**
   * The form of a family's own kernels that goes with this set.
   *
   * @throws io.anchorage.UserException of kind ENGINE if the SIMD form does not work on this JVM
   */
  <K> K part(KernelPart<K> part);
}
