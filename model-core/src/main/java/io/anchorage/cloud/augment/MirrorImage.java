package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.symmetry.CoordinateMap;
import java.util.List;
import java.util.Optional;

/**
 * Mirrors the image that a network shows, independently along each input, by the first layer's
 * weights.
 *
 * @param first probability of mirroring along the network's first input, in [0, 1]
 * @param second along its second
 */
public record MirrorImage(double first, double second) implements NetworkAugmentation {
  public MirrorImage {
    if (!(first >= 0 && first <= 1 && second >= 0 && second <= 1)) {
      throw new IllegalArgumentException(
          "first and second must be in [0, 1]: %s, %s".formatted(first, second));
    }
  }

  /** One half along the second input, which is the image's left and right if rows come first. */
  public static MirrorImage defaults() {
    return new MirrorImage(0, 0.5);
  }

  @Override
  public Optional<String> refusal(MlpShape network) {
    return EachNetwork.unlessPlane(network);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachNetwork.apply(
        "mirror-image",
        batch,
        streams,
        (shape, parameters, draws) -> {
          float[] mirrored = parameters.clone();
          if (draws.uniform() < first) {
            mirrored = CoordinateMap.mirror(0).apply(shape, mirrored);
          }
          if (draws.uniform() < second) {
            mirrored = CoordinateMap.mirror(1).apply(shape, mirrored);
          }
          return mirrored;
        });
  }
}
