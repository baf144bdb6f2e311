package io.anchorage.kernel;

/**
 * Loss, gradient and values of coordinate MLPs of one shape. Holds working memory: not thread-safe.
 */
public interface MlpKernel extends AutoCloseable {
  /**
   * The mean squared error over all points and channels, and its gradient.
   *
   * @param target [outputs][points.pitch()], as {@link MlpPoints#lay} gives it
   * @param parameters [shape.parameters()]
   * @param gradient [shape.parameters()], overwritten
   */
  float gradient(MlpPoints points, float[] target, float[] parameters, float[] gradient);

  /**
   * The network's outputs.
   *
   * @param parameters [shape.parameters()]
   * @param out [outputs][points], channel-major, overwritten
   */
  void evaluate(MlpPoints points, float[] parameters, float[] out);

  /** Gives working memory back, for other kernels. The kernel may be used again. */
  @Override
  default void close() {}
}
