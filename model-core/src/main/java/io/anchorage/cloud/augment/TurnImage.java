package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.symmetry.CoordinateMap;
import java.util.List;
import java.util.Optional;

/**
 * Turns the image that a network shows about its centre: f(R x), by the first layer's weights.
 *
 * @param degrees the largest angle in either direction, in [0, 180]
 */
public record TurnImage(double degrees) implements NetworkAugmentation {
  public TurnImage {
    if (!(degrees >= 0 && degrees <= 180)) {
      throw new IllegalArgumentException("degrees must be in [0, 180]: " + degrees);
    }
  }

  /** The published value: 30 degrees. */
  public static TurnImage defaults() {
    return new TurnImage(30);
  }

  @Override
  public Optional<String> refusal(MlpShape network) {
    return EachNetwork.unlessPlane(network);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachNetwork.mapped(
        "turn-image",
        batch,
        streams,
        draws -> CoordinateMap.turn(StrictMath.toRadians(draws.within(degrees))));
  }
}
