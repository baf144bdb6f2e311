package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import java.util.List;

/**
 * Moves each point independently by whole pixels, uniformly in a square, as experiment 4 of the ARC
 * thesis destroys positions. There each cloud is changed once and for all: use streams that do not
 * depend on the epoch.
 *
 * @param pixels the largest move along an axis, 0 .. 2^20
 */
public record Jumble(int pixels) implements CloudAugmentation {
  public Jumble {
    if (pixels < 0 || pixels > 1 << 20) {
      throw new IllegalArgumentException("pixels must be in 0 .. 2^20: " + pixels);
    }
  }

  /** The published value: 50 pixels. */
  public static Jumble defaults() {
    return new Jumble(50);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachCloud.apply(
        "jumble",
        batch,
        streams,
        (cloud, draws) -> {
          float[] positions = cloud.positions().clone();
          for (int i = 0; i < positions.length; i++) {
            positions[i] += draws.below(2 * pixels + 1) - pixels;
          }
          return cloud.withPositions(positions);
        });
  }
}
