package io.anchorage.family.composed;

import io.anchorage.family.mlp.MlpContract.Layer;
import io.anchorage.family.mlp.MlpContract.Mapping;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.Waves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a contract says of a mapping and an activation. */
final class ComposedWords {
  /** The axes of an image, which contracts describe. */
  private static final int IMAGE_AXES = 2;

  private ComposedWords() {}

  static List<Layer> layers(ComposedConfig config) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < config.depth(); l++) {
      layers.add(layer(config.activation()));
    }
    layers.add(Layer.linear());
    return layers;
  }

  private static Layer layer(ActivationConfig activation) {
    if (activation instanceof ActivationConfig.Sine sine) {
      return new Layer("sine", Optional.of(sine.omega()), Optional.empty());
    } else if (activation instanceof ActivationConfig.Finer finer) {
      return new Layer("finer", Optional.of(finer.omega()), Optional.empty());
    } else if (activation instanceof ActivationConfig.Gauss gauss) {
      return new Layer("gauss", Optional.empty(), Optional.of(gauss.scale()));
    }
    return new Layer("relu", Optional.empty(), Optional.empty());
  }

  static Optional<Mapping> mapping(ComposedConfig config) {
    MappingConfig mapping = config.mapping();
    InputMapping numbers = mapping.of(IMAGE_AXES);
    if (mapping instanceof MappingConfig.Identity) {
      return Optional.empty();
    } else if (mapping instanceof MappingConfig.Scaled scaled) {
      return Optional.of(
          new Mapping(
              mapping.formula(),
              List.of(),
              Optional.of(scaled.scale()),
              Optional.of(scaled.shift())));
    }
    List<Float> rows = ((Waves) numbers).frequencies();
    return Optional.of(new Mapping(mapping.formula(), rows, Optional.empty(), Optional.empty()));
  }
}
