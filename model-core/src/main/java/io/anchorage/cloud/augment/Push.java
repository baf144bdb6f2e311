package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import java.util.List;

/**
 * Moves each point independently, uniformly in a square.
 *
 * @param pixels the largest move along an axis, at least 0
 */
public record Push(float pixels) implements CloudAugmentation {
  public Push {
    if (!(pixels >= 0) || Float.isInfinite(pixels)) {
      throw new IllegalArgumentException("pixels must be at least 0: " + pixels);
    }
  }

  /** The published value: 2 pixels. */
  public static Push defaults() {
    return new Push(2);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachCloud.apply(
        "push",
        batch,
        streams,
        (cloud, draws) -> {
          float[] positions = cloud.positions().clone();
          for (int i = 0; i < positions.length; i++) {
            positions[i] += (float) draws.within(pixels);
          }
          return cloud.withPositions(positions);
        });
  }
}
