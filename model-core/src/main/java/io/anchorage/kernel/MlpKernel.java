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

  /**
   * The outputs of the last hidden layer, by position; undefined at positions without a point.
   *
   * @param parameters [shape.parameters()]; those of the linear layer have no influence
   * @param from the first position, a multiple of {@code shape.tile()}
   * @param to one past the last position; a multiple of {@code shape.tile()}, or all positions
   * @param out [width][pitch], overwritten
   * @param pitch at least {@code to - from}, padded to a multiple of {@link MlpShape#BLOCK}
   */
  void hidden(MlpPoints points, float[] parameters, int from, int to, float[] out, int pitch);

  /** Gives working memory back, for other kernels. The kernel may be used again. */
  @Override
  default void close() {}
}
