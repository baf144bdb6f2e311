package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import java.util.List;

/**
 * Moves the whole cloud, uniformly in a square, as in the shift training of the ARC thesis's
 * experiment 5. It has no effect on a model that places each cloud's origin by the cloud itself.
 *
 * @param pixels the largest move along an axis, at least 0
 */
public record Shift(float pixels) implements CloudAugmentation {
  public Shift {
    if (!(pixels >= 0) || Float.isInfinite(pixels)) {
      throw new IllegalArgumentException("pixels must be at least 0: " + pixels);
    }
  }

  /**
   * 36 pixels: as far as a 28 x 28 image in the centre of a canvas of 100 x 100 pixels can move.
   * The thesis does not state its value.
   */
  public static Shift defaults() {
    return new Shift(36);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachCloud.apply(
        "shift",
        batch,
        streams,
        (cloud, draws) -> {
          float down = (float) draws.within(pixels);
          float right = (float) draws.within(pixels);
          float[] positions = cloud.positions().clone();
          for (int i = 0; i < positions.length; i += 2) {
            positions[i] += down;
            positions[i + 1] += right;
          }
          return cloud.withPositions(positions);
        });
  }
}
