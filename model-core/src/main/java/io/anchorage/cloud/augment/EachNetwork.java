package io.anchorage.cloud.augment;

import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.Sample;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Draws;
import io.anchorage.symmetry.CoordinateMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Applies an augmentation to each network independently. */
final class EachNetwork {
  private EachNetwork() {}

  /** A change of one network. */
  @FunctionalInterface
  interface Change {
    /** The changed parameters, in a new array. */
    float[] of(MlpShape shape, float[] parameters, Draws draws);
  }

  static List<Sample> apply(String purpose, List<Sample> batch, Streams streams, Change change) {
    List<Sample> changed = new ArrayList<>(batch.size());
    for (Sample sample : batch) {
      Draws draws = new Draws(streams.of(purpose, sample.key()));
      changed.add(with(sample, change.of(shape(sample), sample.view().features(), draws)));
    }
    return changed;
  }

  /** Composes each network with a map of its coordinates. */
  static List<Sample> mapped(
      String purpose, List<Sample> batch, Streams streams, Function<Draws, CoordinateMap> map) {
    return apply(
        purpose,
        batch,
        streams,
        (shape, parameters, draws) -> map.apply(draws).apply(shape, parameters));
  }

  /** The refusal of networks that {@link CoordinateMap} is not for. */
  static Optional<String> unlessPlane(MlpShape network) {
    return CoordinateMap.suits(network)
        ? Optional.empty()
        : Optional.of("do not have two plain coordinates");
  }

  static MlpShape shape(Sample sample) {
    return sample
        .view()
        .shape()
        .network()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Sample %s is not the parameters of a network".formatted(sample.key())));
  }

  static Sample with(Sample sample, float[] parameters) {
    FieldView view = sample.view();
    return sample.with(view.withFeatures(parameters, parameters.length));
  }
}
