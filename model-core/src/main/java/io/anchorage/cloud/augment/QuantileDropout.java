package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * Sets the smallest parameters of each network to 0: of p parameters the {@code q p} of smallest
 * magnitude, rounded down, with q uniform on 0 .. share.
 *
 * @param share the largest share, in [0, 1)
 */
public record QuantileDropout(double share) implements NetworkAugmentation {
  public QuantileDropout {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("share must be in [0, 1): " + share);
    }
  }

  /** The published value: 0.1. */
  public static QuantileDropout defaults() {
    return new QuantileDropout(0.1);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachNetwork.apply(
        "quantile-dropout",
        batch,
        streams,
        (shape, parameters, draws) ->
            dropped(parameters, (int) (draws.uniform() * share * parameters.length)));
  }

  private static float[] dropped(float[] parameters, int count) {
    float[] kept = parameters.clone();
    float[] sizes = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      sizes[i] = Math.abs(kept[i]);
    }
    Arrays.sort(sizes);
    for (int i = 0; i < kept.length; i++) {
      if (Math.abs(kept[i]) < sizes[count]) {
        kept[i] = 0;
      }
    }
    return kept;
  }
}
