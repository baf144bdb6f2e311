package io.anchorage.task;

/**
 * What an instrument measures of one channel of an image: a linear map from the points of a grid to
 * samples. Immutable.
 */
public interface LinearOperator {
  /** The number of samples of one channel. */
  int samples();

  /**
   * Measures a channel.
   *
   * @param plane [grid points]
   * @return [samples]
   */
  float[] apply(float[] plane);

  /**
   * The exact transpose: {@code <apply(x), y> = <x, transpose(y)>}, up to rounding.
   *
   * @param samples [samples]
   * @return [grid points]
   */
  float[] transpose(float[] samples);

  /** Every point of a grid as it is. */
  record Identity(int samples) implements LinearOperator {
    @Override
    public float[] apply(float[] plane) {
      return plane;
    }

    @Override
    public float[] transpose(float[] samples) {
      return samples;
    }
  }
}
