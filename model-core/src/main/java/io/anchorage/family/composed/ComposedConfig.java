package io.anchorage.family.composed;

import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.LastLayer;
import io.anchorage.family.mlp.MlpConfig;
import io.anchorage.family.mlp.UniformStart;
import io.anchorage.field.Family;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.fit.cuda.CudaFamily;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Filters;
import io.anchorage.kernel.Gabor;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An input mapping, {@code depth} hidden layers of {@code width} units with one activation, and a
 * linear layer.
 *
 * @param width units of each hidden layer, 1 to 4096
 * @param depth hidden layers, 1 to 16
 * @param mapping what the first layer sees of a point
 * @param activation of the hidden layers
 * @param outputOffset added to every output, in -1000 .. 1000: the shift of SS-INR
 * @param initialisation whether each fit draws its own start, or all share a random or learnt one
 * @param weightScale factor of the initial weights and biases of the hidden layers, in (0, 100]
 * @param pixelsPerStep share of the pixels in one step, in (0, 1]
 * @param lastLayer how the linear layer is found
 * @param start SHA-256 of the file of a learnt start; empty for random ones
 */
public record ComposedConfig(
    int width,
    int depth,
    MappingConfig mapping,
    ActivationConfig activation,
    float outputOffset,
    Initialisation initialisation,
    double weightScale,
    double pixelsPerStep,
    LastLayer lastLayer,
    String start)
    implements MlpConfig {
  /** Learnt features start uniform within this, as published for tables and grids alike. */
  private static final float GRID_BOUND = 1e-4f;

  public ComposedConfig {
    MlpConfig.checkSizes(width, depth);
    MlpConfig.check(
        Math.abs(outputOffset) <= 1000, "outputOffset must be in -1000 .. 1000", outputOffset);
    MlpConfig.checkLearning(weightScale, pixelsPerStep, lastLayer);
    MlpConfig.checkStart(initialisation, start);
    boolean filtered = activation.filters().isPresent();
    MlpConfig.check(
        !filtered || mapping instanceof MappingConfig.Identity,
        "mapping must be identity with activation "
            + ComposedWords.name(activation)
            + ", whose filters see the coordinates",
        mapping);
    MlpConfig.check(
        lastLayer == LastLayer.GRADIENT
            || !(activation.layers(1) instanceof Gabor || mapping.learnt() || filtered),
        "lastLayer must be gradient with waves in windows and with learnt features",
        lastLayer);
  }

  /** A network of its own random start, all of whose layers follow their gradient. */
  public ComposedConfig(int width, int depth, MappingConfig mapping, ActivationConfig activation) {
    this(
        width,
        depth,
        mapping,
        activation,
        0,
        Initialisation.PER_IMAGE,
        1,
        1,
        LastLayer.GRADIENT,
        "");
  }

  /** 512-256-256-256-C, ReLU on random Fourier features: the published network for images. */
  public static ComposedConfig defaults() {
    return new ComposedConfig(256, 3, MappingConfig.defaults(), ActivationConfig.defaults());
  }

  /** The published network for images, Adam 1e-3, 2000 full-batch steps. */
  public static FitRecipe defaultRecipe() {
    return new FitRecipe(
        defaults(), AdamConfig.withLearningRate(1e-3f), StopRule.after(2000), 0, 1, List.of());
  }

  /**
   * The CUDA kernels have one linear part and one value a unit; learnt features are for the CPU.
   */
  @Override
  public Optional<String> refusedBy(Class<?> adapter) {
    if (mapping.learnt()) {
      return Optional.of("learnt features");
    }
    if (activation.filters().isPresent()) {
      return Optional.of("activation " + ComposedWords.name(activation));
    }
    return adapter == CudaFamily.class && activations() instanceof Gabor
        ? Optional.of("activation " + ComposedWords.name(activation))
        : cpuOnly();
  }

  @Override
  public Activation activations() {
    return activation.layers(depth);
  }

  @Override
  public InputMapping mapping(int dimensions) {
    return activation
        .filters()
        .<InputMapping>map(filters -> filters.of(dimensions, width, depth))
        .orElseGet(() -> mapping.of(dimensions));
  }

  @Override
  public float[] start(MlpShape shape, Function<String, Philox> streams) {
    float[] all = layers(shape, streams);
    if (mapping.learnt()) {
      streams
          .apply("composed/grids")
          .fillUniform(all, shape.learnt(), all.length, -GRID_BOUND, GRID_BOUND);
    }
    if (shape.mapping() instanceof Filters filters) {
      activation.filters().orElseThrow().draw(filters, streams, all, shape.learnt());
    }
    return all;
  }

  private float[] layers(MlpShape shape, Function<String, Philox> streams) {
    return new UniformStart(
            "composed",
            layer -> scale(layer) * activation.weightBound(shape, layer),
            layer -> scale(layer) / Math.sqrt(ActivationConfig.seen(shape, layer)))
        .draw(shape, streams);
  }

  private double scale(int layer) {
    return layer < depth ? weightScale : 1;
  }

  @Override
  public ComposedConfig startingAt(String sha256) {
    return new ComposedConfig(
        width,
        depth,
        mapping,
        activation,
        outputOffset,
        Initialisation.LEARNT,
        weightScale,
        pixelsPerStep,
        lastLayer,
        sha256);
  }

  @Override
  public ValueRange publishedValues() {
    return ValueRange.SYMMETRIC;
  }

  @Override
  public Family family() {
    return new ComposedFamily();
  }
}
