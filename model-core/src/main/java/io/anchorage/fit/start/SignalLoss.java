package io.anchorage.fit.start;

/**
 * The loss of one signal as a function of a field's parameters: the mean squared error over points
 * and channels, in normalised values. Holds working memory: not thread-safe.
 */
public interface SignalLoss extends AutoCloseable {
  /**
   * The loss over the points of one step of a fit, and its gradient.
   *
   * @param taken steps taken before, which decide the points where a step does not see all
   * @param parameters all of the field's
   * @param gradient [parameters], overwritten
   */
  float gradient(int taken, float[] parameters, float[] gradient);

  /**
   * Sets the parameters that follow from the others to what serves this signal best; called before
   * the first step and after each. Their gradient is zero. Most fits have none.
   *
   * @param parameters all of the field's
   */
  void settle(float[] parameters);

  /** The field's values on the signal's grid: [channels][points]. */
  float[] values(float[] parameters);

  /** Gives working memory back. */
  @Override
  void close();
}
