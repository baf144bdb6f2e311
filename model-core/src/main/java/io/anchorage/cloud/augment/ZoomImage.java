package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.symmetry.CoordinateMap;
import java.util.List;
import java.util.Optional;

/**
 * Shrinks or enlarges the image that a network shows about its centre: f(s x) with s uniform on 1 -
 * share .. 1 + share, by the first layer's weights.
 *
 * @param share in [0, 1)
 */
public record ZoomImage(double share) implements NetworkAugmentation {
  public ZoomImage {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("share must be in [0, 1): " + share);
    }
  }

  /** The published value: 0.2. */
  public static ZoomImage defaults() {
    return new ZoomImage(0.2);
  }

  @Override
  public Optional<String> refusal(MlpShape network) {
    return EachNetwork.unlessPlane(network);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachNetwork.mapped(
        "zoom-image", batch, streams, draws -> CoordinateMap.scale(1 + draws.within(share)));
  }
}
