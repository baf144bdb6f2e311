package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.symmetry.HiddenUnits;
import java.util.List;
import java.util.Optional;

/**
 * Negates hidden units: (w, b, u) becomes (-w, -b, -u), which leaves the function as it is.
 *
 * @param probability of negating a unit, in [0, 1]
 */
public record FlipSigns(double probability) implements NetworkAugmentation {
  public FlipSigns {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be in [0, 1]: " + probability);
    }
  }

  /** The published value: one half. */
  public static FlipSigns defaults() {
    return new FlipSigns(0.5);
  }

  @Override
  public Optional<String> refusal(MlpShape network) {
    return network.activation().odd() ? Optional.empty() : Optional.of("have no odd activation");
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachNetwork.apply(
        "flip-signs",
        batch,
        streams,
        (shape, parameters, draws) -> {
          HiddenUnits units = new HiddenUnits(shape, parameters);
          for (int layer = 0; layer < shape.depth(); layer++) {
            for (int unit = 0; unit < shape.width(); unit++) {
              if (draws.uniform() < probability) {
                units.negate(layer, unit);
              }
            }
          }
          return units.parameters();
        });
  }
}
