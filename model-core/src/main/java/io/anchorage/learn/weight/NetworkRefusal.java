package io.anchorage.learn.weight;

import io.anchorage.cloud.ViewShape;
import io.anchorage.kernel.MlpShape;
import java.util.Optional;

/** Why a model cannot take the networks of a dataset, as {@code ModelConfig.refusal} says it. */
public final class NetworkRefusal {
  private NetworkRefusal() {}

  /** For models that need to know which network a vector belongs to. */
  public static Optional<String> unlessNetwork(ViewShape views) {
    return views.network().isPresent()
        ? Optional.empty()
        : Optional.of("that are not the parameters of a coordinate MLP");
  }

  /** For models that look at networks as images. */
  public static Optional<String> unlessImage(ViewShape views) {
    Optional<String> none = unlessNetwork(views);
    if (none.isPresent()) {
      return none;
    }
    return views.network().orElseThrow().inputs() == 2
        ? Optional.empty()
        : Optional.of("of networks that are not images: it needs two coordinates");
  }

  /**
   * For models that need a number of layers.
   *
   * @param least hidden layers
   */
  public static Optional<String> unlessDeep(ViewShape views, int least) {
    Optional<String> none = unlessNetwork(views);
    if (none.isPresent()) {
      return none;
    }
    MlpShape network = views.network().orElseThrow();
    return network.depth() >= least
        ? Optional.empty()
        : Optional.of(
            "of networks with %d hidden layers, it needs at least %d"
                .formatted(network.depth(), least));
  }

  /** For models whose symmetry is that of signs. */
  public static Optional<String> unlessOdd(ViewShape views) {
    Optional<String> none = unlessNetwork(views);
    if (none.isPresent()) {
      return none;
    }
    return views.network().orElseThrow().activation().odd()
        ? Optional.empty()
        : Optional.of("of networks whose activation is not odd");
  }

  /** For models whose symmetry is that of the sine's phases. */
  public static Optional<String> unlessPeriodic(ViewShape views) {
    Optional<String> none = unlessNetwork(views);
    if (none.isPresent()) {
      return none;
    }
    return views.network().orElseThrow().activation().halfPeriod(0).isPresent()
        ? Optional.empty()
        : Optional.of("of networks whose activation is not periodic");
  }
}
