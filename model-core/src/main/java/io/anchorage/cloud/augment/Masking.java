package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import java.util.List;

/**
 * Leaves out some of the points: of k points {@code (1 - share) k}, rounded down, but at least one,
 * stay.
 *
 * @param share of the points to leave out, in [0, 1)
 */
public record Masking(double share) implements Augmentation {
  public Masking {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("share must be in [0, 1): " + share);
    }
  }

  /** As published: 0.3. */
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
