package io.anchorage.kernel;

/** Features of points that depend on parameters of a fit. */
interface LearntFeatures {
  /** Sets the parameters. */
  void load(float[] parameters);

  /**
   * Writes the features of the points from a position on.
   *
   * @param sheet that the first layer sees
   */
  void forward(MlpPoints points, int position, int sheet, int block);

  /**
   * Leads the loss's gradient by the features back; adds what it can of it.
   *
   * @param slope its sheet
   */
  void backward(MlpPoints points, int position, int slope, int block, float[] gradient);

  /** Adds the tile's gradient, as far as {@link #backward} has not. */
  void put(int columns, float[] gradient);
}
