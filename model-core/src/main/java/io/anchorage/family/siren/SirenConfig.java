package io.anchorage.family.siren;

import io.anchorage.config.AddedLater;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.LastLayer;
import io.anchorage.family.mlp.MlpConfig;
import io.anchorage.field.Family;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.List;
import java.util.function.Function;

/**
 * A SIREN: {@code depth} sine layers of {@code width}, then a linear layer.
 *
 * @param width units of each sine layer, 1 to 4096
 * @param depth sine layers, 1 to 16
 * @param omega frequency factor of each sine layer; a single number stands for all layers
 * @param variant which published SIREN
 * @param initialisation whether each fit draws its own start, or all share a random or learnt one
 * @param weightScale factor of the initial weights and biases of the sine layers, in (0, 100]
 * @param pixelsPerStep share of the pixels in one step, in (0, 1]
 * @param lastLayer how the linear layer is found
 * @param start SHA-256 of the file of a learnt start; empty for random ones
 */
public record SirenConfig(
    int width,
    int depth,
    List<Float> omega,
    SirenVariant variant,
    Initialisation initialisation,
    @AddedLater double weightScale,
    @AddedLater double pixelsPerStep,
    @AddedLater LastLayer lastLayer,
    @AddedLater String start)
    implements MlpConfig {
  public SirenConfig {
    omega = List.copyOf(omega);
    MlpConfig.checkSizes(width, depth);
    MlpConfig.checkOmega(omega, depth);
    MlpConfig.checkLearning(weightScale, pixelsPerStep, lastLayer);
    MlpConfig.checkStart(initialisation, start);
  }

  /** A SIREN all of whose layers follow their gradient, from a random start. */
  public SirenConfig(
      int width,
      int depth,
      List<Float> omega,
      SirenVariant variant,
      Initialisation initialisation,
      double weightScale,
      double pixelsPerStep) {
    this(
        width,
        depth,
        omega,
        variant,
        initialisation,
        weightScale,
        pixelsPerStep,
        LastLayer.GRADIENT,
        "");
  }

  /** A SIREN that starts and learns as published. */
  public SirenConfig(
      int width,
      int depth,
      List<Float> omega,
      SirenVariant variant,
      Initialisation initialisation) {
    this(width, depth, omega, variant, initialisation, 1, 1);
  }

  /** 2-32-32-C with omega 30, as in published classification datasets. */
  public static SirenConfig defaults() {
    return new SirenConfig(32, 2, List.of(30f), SirenVariant.REFERENCE, Initialisation.PER_IMAGE);
  }

  /** 2-32-32-C, Adam 5e-4, 1000 full-batch steps. */
  public static FitRecipe defaultRecipe() {
    return new FitRecipe(
        defaults(), AdamConfig.withLearningRate(5e-4f), StopRule.after(1000), 0, 1, List.of());
  }

  /** The frequency factor of each sine layer, {@code depth} values. */
  public List<Float> omegas() {
    return MlpConfig.each(omega, depth);
  }

  @Override
  public Activation activations() {
    return new Sine(omegas());
  }

  @Override
  public float outputOffset() {
    return variant == SirenVariant.DWSNETS ? 0.5f : 0f;
  }

  /**
   * The recipe for feature maps of B. Y. He (2025): 2-256-256-256-256-C, Adam 1e-4, 250 steps on
   * the whole map.
   */
  public static FitRecipe featureMapRecipe() {
    SirenConfig network =
        new SirenConfig(256, 4, List.of(30f), SirenVariant.REFERENCE, Initialisation.PER_IMAGE);
    return new FitRecipe(
        network, AdamConfig.withLearningRate(1e-4f), StopRule.after(250), 0, 1, List.of());
  }

  /** The axis itself; the reverse order for variants whose columns are first. */
  @Override
  public int inputOfAxis(int axis, int dimensions) {
    return variant.columnsFirst() ? dimensions - 1 - axis : axis;
  }

  @Override
  public float[] start(MlpShape shape, Function<String, Philox> streams) {
    return SirenStart.draw(this, shape, streams);
  }

  @Override
  public SirenConfig startingAt(String sha256) {
    return new SirenConfig(
        width,
        depth,
        omega,
        variant,
        Initialisation.LEARNT,
        weightScale,
        pixelsPerStep,
        lastLayer,
        sha256);
  }

  @Override
  public ValueRange publishedValues() {
    return switch (variant) {
      case REFERENCE, NFN -> ValueRange.SYMMETRIC;
      case COIN, DWSNETS -> ValueRange.UNIT;
      case IMPLICIT_ZOO, FIT_A_NEF -> ValueRange.STANDARDISED_DATASET;
    };
  }

  @Override
  public Family family() {
    return new SirenFamily();
  }
}
