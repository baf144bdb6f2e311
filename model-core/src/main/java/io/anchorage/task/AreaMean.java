package io.anchorage.task;

/**
 * An image made smaller by a whole factor: each new pixel is the mean of {@code factor * factor}
 * old ones.
 *
 * @param height rows of the large image, a multiple of the factor
 * @param width columns of the large image, a multiple of the factor
 */
record AreaMean(int height, int width, int factor) implements LinearOperator {
  AreaMean {
    if (factor < 1 || height % factor != 0 || width % factor != 0) {
      throw new IllegalArgumentException(
          "An image of %dx%d cannot be made %d times smaller".formatted(width, height, factor));
    }
  }

  @Override
  public int samples() {
    return (height / factor) * (width / factor);
  }

  @Override
  public float[] apply(float[] plane) {
    double[] sums = new double[samples()];
    for (int p = 0; p < plane.length; p++) {
      sums[sample(p)] += plane[p];
    }
    float[] out = new float[sums.length];
    for (int s = 0; s < out.length; s++) {
      out[s] = (float) (sums[s] / (factor * factor));
    }
    return out;
  }

  @Override
  public float[] transpose(float[] samples) {
    float[] out = new float[height * width];
    for (int p = 0; p < out.length; p++) {
      out[p] = samples[sample(p)] / (factor * factor);
    }
    return out;
  }

  private int sample(int point) {
    return point / width / factor * (width / factor) + point % width / factor;
  }
}
