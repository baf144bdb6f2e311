package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.symmetry.CoordinateMap;
import java.util.List;
import java.util.Optional;

/**
 * Moves the image that a network shows: f(x + t), by the first layer's biases. What comes into view
 * is what the network shows beyond its image.
 *
 * <p>The published code adds to the biases of a layer drawn at random what the move would be if the
 * layers before it were linear; this is the exact one.
 *
 * @param distance the largest move along an axis, in units of the coordinates: 2 is the whole image
 */
public record MoveImage(double distance) implements NetworkAugmentation {
  public MoveImage {
    if (!(distance >= 0 && distance <= 100)) {
      throw new IllegalArgumentException("distance must be in [0, 100]: " + distance);
    }
  }

  /** The published value: 0.25, an eighth of the image. */
  public static MoveImage defaults() {
    return new MoveImage(0.25);
  }

  @Override
  public Optional<String> refusal(MlpShape network) {
    return EachNetwork.unlessPlane(network);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachNetwork.mapped(
        "move-image",
        batch,
        streams,
        draws -> CoordinateMap.shift(draws.within(distance), draws.within(distance)));
  }
}
