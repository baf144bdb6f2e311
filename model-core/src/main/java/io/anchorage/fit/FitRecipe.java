package io.anchorage.fit;

import io.anchorage.field.FamilyConfig;
import io.anchorage.kernel.random.Seeds;
import java.io.Serializable;
import java.util.List;

/**
 * Everything that determines a fit apart from the signal.
 *
 * @param family the family with its sizes, initialisation and sampling
 * @param adam the optimiser of the field's parameters
 * @param stop when a fit ends
 * @param seed the run's seed
 * @param repeats independent fits of each image, each with its own random numbers; at least 1
 * @param curveAt the step counts after which the training loss is recorded, ascending; empty for no
 *     curve
 */
public record FitRecipe(
    FamilyConfig family,
    AdamConfig adam,
    StopRule stop,
    long seed,
    int repeats,
    List<Integer> curveAt)
    implements Serializable {
  public FitRecipe {
    curveAt = List.copyOf(curveAt);
    if (repeats < 1 || repeats > 1000) {
      throw new IllegalArgumentException("repeats must be in 1 .. 1000: " + repeats);
    }
    for (int i = 0; i < curveAt.size(); i++) {
      if (curveAt.get(i) < 1 || (i > 0 && curveAt.get(i) <= curveAt.get(i - 1))) {
        throw new IllegalArgumentException(
            "curveAt must be ascending step counts from 1: " + curveAt);
      }
    }
  }

  /** The random numbers of one fit of one image. */
  public Seeds seeds(String id, int repeat) {
    return new Seeds(seed, id, repeat);
  }
}
