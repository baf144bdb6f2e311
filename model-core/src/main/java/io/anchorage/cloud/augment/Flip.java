package io.anchorage.cloud.augment;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Draws;
import java.util.List;

/**
 * Mirrors the cloud within its image, independently along each axis.
 *
 * @param probability of mirroring an axis, in [0, 1]
 * @param compat published: the coordinates are negated, so that the cloud leaves its image
 */
public record Flip(double probability, Compat compat) implements CloudAugmentation {
  public Flip {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be in [0, 1]: " + probability);
    }
  }

  /** The published value: one half. */
  public static Flip defaults() {
    return new Flip(0.5, Compat.NONE);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachCloud.apply(
        "flip",
        batch,
        streams,
        (cloud, draws) -> {
          float[] positions = cloud.positions().clone();
          flip(positions, 0, cloud.height(), draws);
          flip(positions, 1, cloud.width(), draws);
          return cloud.withPositions(positions);
        });
  }

  private void flip(float[] positions, int axis, int extent, Draws draws) {
    if (draws.uniform() >= probability) {
      return;
    }
    float last = compat == Compat.PUBLISHED ? 0 : extent - 1;
    for (int i = axis; i < positions.length; i += 2) {
      positions[i] = last - positions[i];
    }
  }
}
