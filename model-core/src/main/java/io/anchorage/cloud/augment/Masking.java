package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import java.util.List;

/**
 * Drops points: of k points {@code (1 - share) k}, rounded down but at least one, are kept.
 *
 * @param share fraction of the points to drop, in [0, 1)
 */
public record Masking(double share) implements CloudAugmentation {
  public Masking {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("share must be in [0, 1): " + share);
    }
  }

  /** The published value: 0.3. */
  public static Masking defaults() {
    return new Masking(0.3);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachCloud.apply(
        "masking",
        batch,
        streams,
        (cloud, draws) -> {
          int kept = Math.max(1, (int) ((1 - share) * cloud.points()));
          return cloud.select(draws.choose(kept, cloud.points()));
        });
  }
}
