package io.anchorage.family.composed;

import io.anchorage.family.mlp.MlpContract.Layer;
import io.anchorage.family.mlp.MlpContract.Mapping;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Filters;
import io.anchorage.kernel.Gabor;
import io.anchorage.kernel.Grids;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.Waves;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  /** The activation's word in a config. */
  static String name(ActivationConfig activation) {
    return activation
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** What a network computes, in the symbols of its activation. */
  static String formula(ComposedConfig config) {
    Activation activation = config.activations();
    boolean several = activation.forms(config.depth() - 1) > 1;
    boolean complex = activation.values() > 1;
    return "h = features(x); "
        + (several
            ? complex
                ? "complex layers: W and b = [re, im] of z%s along the columns, real in the first"
                        .formatted(activation.forms(config.depth() - 1) > 2 ? ", then of z'" : "")
                    + " layer, where im is left out; "
                : "W and b = [z, z'] along the columns; "
            : "")
        + "z = h W + b, h = %s for each hidden layer; y = %s W + b + offset"
            .formatted(config.activation().formula(), complex ? "[re h, im h]" : "h");
  }

  private static Layer layer(ActivationConfig activation) {
    String name = name(activation);
    Optional<Float> none = Optional.empty();
    if (activation instanceof ActivationConfig.Sine sine) {
      return new Layer(name, Optional.of(sine.omega()), none);
    } else if (activation instanceof ActivationConfig.Finer finer) {
      return new Layer(name, Optional.of(finer.omega()), none);
    } else if (activation instanceof ActivationConfig.Gauss gauss) {
      return new Layer(name, none, Optional.of(gauss.scale()));
    } else if (activation instanceof ActivationConfig.Relu
        || activation instanceof ActivationConfig.Tanh
        || activation.filters().isPresent()) {
      return new Layer(name, none, none);
    }
    Gabor gabor = (Gabor) activation.layers(1);
    return new Layer(name, Optional.of(gabor.omegas().get(0)), Optional.of(gabor.scales().get(0)));
  }

  static Optional<Mapping> mapping(ComposedConfig config) {
    MappingConfig mapping = config.mapping();
    InputMapping numbers = config.mapping(IMAGE_AXES);
    if (numbers instanceof Filters filters) {
      return Optional.of(
          new Mapping(
              filters.windowed()
                  ? "sin(F0 x + phi0) exp(-gamma0/2 abs(x - mu0)^2); hidden layer l multiplies by the"
                      + " same with F(l+1), phi(l+1), mu(l+1), gamma(l+1)"
                  : "sin(F0 x + phi0); hidden layer l multiplies by the same with F(l+1), phi(l+1)",
              List.of(),
              List.of(),
              Optional.empty(),
              Optional.empty()));
    }
    if (mapping instanceof MappingConfig.Identity) {
      return Optional.empty();
    } else if (mapping instanceof MappingConfig.Scaled scaled) {
      return Optional.of(
          new Mapping(
              mapping.formula(),
              List.of(),
              List.of(),
              Optional.of(scaled.scale()),
              Optional.of(scaled.shift())));
    }
    if (numbers instanceof Grids grids) {
      List<Integer> extents = grids.extents().stream().flatMap(List::stream).toList();
      return Optional.of(
          new Mapping(mapping.formula(), List.of(), extents, Optional.empty(), Optional.empty()));
    }
    List<Float> rows = ((Waves) numbers).frequencies();
    return Optional.of(
        new Mapping(mapping.formula(), rows, List.of(), Optional.empty(), Optional.empty()));
  }
}
