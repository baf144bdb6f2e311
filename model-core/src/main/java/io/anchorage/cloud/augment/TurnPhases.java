package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.symmetry.HiddenUnits;
import java.util.List;
import java.util.Optional;

/**
 * Moves the phases of hidden units by half turns: (w, b, u) becomes (w, b + k pi / omega, (-1)^k u)
 * with k uniform on -most .. most - 1, which leaves the function as it is. The published
 * experiments found that it harms DWSNets.
 *
 * @param most half turns to either side, 1 .. 1000
 */
public record TurnPhases(int most) implements NetworkAugmentation {
  public TurnPhases {
    if (most < 1 || most > 1000) {
      throw new IllegalArgumentException("most must be in 1 .. 1000: " + most);
    }
  }

  /** The published value: 4. */
  public static TurnPhases defaults() {
    return new TurnPhases(4);
  }

  @Override
  public Optional<String> refusal(MlpShape network) {
    return network.activation().halfPeriod(0).isPresent()
        ? Optional.empty()
        : Optional.of("have no periodic activation");
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachNetwork.apply(
        "turn-phases",
        batch,
        streams,
        (shape, parameters, draws) -> {
          HiddenUnits units = new HiddenUnits(shape, parameters);
          for (int layer = 0; layer < shape.depth(); layer++) {
            for (int unit = 0; unit < shape.width(); unit++) {
              units.turn(layer, unit, draws.below(2 * most) - most);
            }
          }
          return units.parameters();
        });
  }
}
