package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import java.util.List;

/**
 * Adds Gaussian noise to the features.
 *
 * @param std standard deviation in units of the raw features, at least 0
 */
public record Noise(float std) implements CloudAugmentation {
  public Noise {
    if (!(std >= 0) || Float.isInfinite(std)) {
      throw new IllegalArgumentException("std must be at least 0: " + std);
    }
  }

  /** The published value: 0.001. */
  public static Noise defaults() {
    return new Noise(0.001f);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachCloud.apply(
        "noise",
        batch,
        streams,
        (cloud, draws) -> {
          float[] features = cloud.features().clone();
          for (int i = 0; i < features.length; i++) {
            features[i] += (float) (std * draws.normal());
          }
          return cloud.withFeatures(features, cloud.dim());
        });
  }
}
