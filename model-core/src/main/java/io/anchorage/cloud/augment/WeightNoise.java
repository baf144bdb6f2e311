package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Draws;
import java.util.List;

/**
 * Adds Gaussian noise to the parameters, in proportion to the standard deviation of each weight
 * matrix and each bias vector of the network itself.
 *
 * @param scale the noise's deviation as a multiple of theirs, at least 0
 */
public record WeightNoise(double scale) implements NetworkAugmentation {
  public WeightNoise {
    if (!(scale >= 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale must be at least 0: " + scale);
    }
  }

  /** The published value: 0.32. */
  public static WeightNoise defaults() {
    return new WeightNoise(0.32);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachNetwork.apply("weight-noise", batch, streams, this::noisy);
  }

  private float[] noisy(MlpShape shape, float[] parameters, Draws draws) {
    float[] noisy = parameters.clone();
    for (int layer = 0; layer < shape.layers(); layer++) {
      int biases = shape.biases(layer);
      add(noisy, shape.weights(layer), biases, draws);
      add(noisy, biases, biases + shape.fanOut(layer), draws);
    }
    return noisy;
  }

  private void add(float[] values, int from, int to, Draws draws) {
    double factor = scale * deviation(values, from, to);
    for (int i = from; i < to; i++) {
      values[i] += (float) (factor * draws.normal());
    }
  }

  /** Of a sample, with n - 1 degrees of freedom; 0 for a single number. */
  private static double deviation(float[] values, int from, int to) {
    int count = to - from;
    if (count < 2) {
      return 0;
    }
    double mean = 0;
    for (int i = from; i < to; i++) {
      mean += values[i];
    }
    mean /= count;
    double squares = 0;
    for (int i = from; i < to; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return Math.sqrt(squares / (count - 1));
  }
}
