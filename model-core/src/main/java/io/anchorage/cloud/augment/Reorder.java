package io.anchorage.cloud.augment;

import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Permutation;
import io.anchorage.symmetry.HiddenUnits;
import java.util.List;

/** Puts the units of each hidden layer in random order, which leaves the function as it is. */
public record Reorder() implements NetworkAugmentation {
  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachNetwork.apply(
        "reorder",
        batch,
        streams,
        (shape, parameters, draws) -> {
          HiddenUnits units = new HiddenUnits(shape, parameters);
          for (int layer = 0; layer < shape.depth(); layer++) {
            units.reorder(layer, Permutation.of(shape.width(), i -> draws.below(i + 1)));
          }
          return units.parameters();
        });
  }
}
