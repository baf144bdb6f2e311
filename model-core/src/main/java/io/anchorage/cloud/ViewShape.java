package io.anchorage.cloud;

import io.anchorage.kernel.MlpShape;
import java.util.Optional;

/**
 * What the views of one dataset have in common, and what a model is built for.
 *
 * @param dim length of a feature vector, at least 1
 * @param network that the features are the parameters of; empty if they are none's
 */
public record ViewShape(int dim, Optional<MlpShape> network) {
  public ViewShape {
    if (dim < 1) {
      throw new IllegalArgumentException("dim must be at least 1: " + dim);
    }
    if (network.isPresent() && network.get().parameters() != dim) {
      throw new IllegalArgumentException(
          "A network of %d parameters has no vector of %d"
              .formatted(network.get().parameters(), dim));
    }
  }

  /** Feature vectors that are not the parameters of a network. */
  public static ViewShape of(int dim) {
    return new ViewShape(dim, Optional.empty());
  }

  /** The parameter vectors of a network. */
  public static ViewShape of(MlpShape network) {
    return new ViewShape(network.parameters(), Optional.of(network));
  }
}
