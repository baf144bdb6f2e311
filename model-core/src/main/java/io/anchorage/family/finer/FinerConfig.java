package io.anchorage.family.finer;

import io.anchorage.config.AddedLater;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.LastLayer;
import io.anchorage.family.mlp.MlpConfig;
import io.anchorage.family.mlp.UniformStart;
import io.anchorage.field.Family;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.List;
import java.util.function.Function;

/**
 * A FINER: {@code depth} layers h = sin(omega (|z| + 1) z) of {@code width} units, z = h W + b,
 * then a linear layer.
 *
 * <p>Parameters start uniform in [-bound, bound], with n the fan-in and omega the factor of the
 * layer (of the last hidden layer for the linear one):
 *
 * <pre>
 * first W   1/n          other W        sqrt(6/n)/omega
 * first b   firstBias    other biases   1/sqrt(n)
 * </pre>
 *
 * @param width units of each hidden layer, 1 to 4096
 * @param depth hidden layers, 1 to 16
 * @param omega frequency factor of each hidden layer; a single number stands for all layers
 * @param firstBias bound of the first layer's biases, at most 100: the wider, the higher the
 *     frequencies that a fit begins with; 0 takes the library's 1/sqrt(n), as published for images
 * @param gradient whether the gradient sees the stretch |z| + 1
 * @param initialisation whether each fit draws its own start, or all share a random or learnt one
 * @param weightScale factor of the initial weights and biases of the hidden layers, in (0, 100]
 * @param pixelsPerStep share of the pixels in one step, in (0, 1]
 * @param lastLayer how the linear layer is found
 * @param start SHA-256 of the file of a learnt start; empty for random ones
 */
public record FinerConfig(
    int width,
    int depth,
    List<Float> omega,
    float firstBias,
    Gradient gradient,
    Initialisation initialisation,
    @AddedLater double weightScale,
    @AddedLater double pixelsPerStep,
    @AddedLater LastLayer lastLayer,
    @AddedLater String start)
    implements MlpConfig {

  /** How the gradient treats the stretch |z| + 1. */
  public enum Gradient {
    /** As a constant, like the published code. */
    DETACHED,
    /** As a function of z: the true derivative. */
    FULL
  }

  public FinerConfig {
    omega = List.copyOf(omega);
    MlpConfig.checkSizes(width, depth);
    MlpConfig.checkOmega(omega, depth);
    MlpConfig.check(firstBias >= 0 && firstBias <= 100, "firstBias must be in 0 .. 100", firstBias);
    MlpConfig.checkLearning(weightScale, pixelsPerStep, lastLayer);
    MlpConfig.checkStart(initialisation, start);
  }

  /** A FINER all of whose layers follow their gradient, from a random start. */
  public FinerConfig(
      int width,
      int depth,
      List<Float> omega,
      float firstBias,
      Gradient gradient,
      Initialisation initialisation,
      double weightScale,
      double pixelsPerStep) {
    this(
        width,
        depth,
        omega,
        firstBias,
        gradient,
        initialisation,
        weightScale,
        pixelsPerStep,
        LastLayer.GRADIENT,
        "");
  }

  /** A FINER that starts and learns as published. */
  public FinerConfig(
      int width,
      int depth,
      List<Float> omega,
      float firstBias,
      Gradient gradient,
      Initialisation initialisation) {
    this(width, depth, omega, firstBias, gradient, initialisation, 1, 1);
  }

  /** 2-256-256-256-256-C with omega 30: the published network for images. */
  public static FinerConfig defaults() {
    return new FinerConfig(256, 4, List.of(30f), 0, Gradient.DETACHED, Initialisation.PER_IMAGE);
  }

  /** The published network for images, Adam at a constant rate of 5e-4, 5000 full-batch steps. */
  public static FitRecipe defaultRecipe() {
    return new FitRecipe(
        defaults(), AdamConfig.withLearningRate(5e-4f), StopRule.after(5000), 0, 1, List.of());
  }

  /** The frequency factor of each hidden layer, {@code depth} values. */
  public List<Float> omegas() {
    return MlpConfig.each(omega, depth);
  }

  @Override
  public Activation activations() {
    return new Finer(omegas(), gradient == Gradient.DETACHED);
  }

  @Override
  public float[] start(MlpShape shape, Function<String, Philox> streams) {
    return new UniformStart(
            "finer",
            layer -> scale(layer) * weightBound(layer, shape.fanIn(layer)),
            layer -> scale(layer) * biasBound(layer, shape.fanIn(layer)))
        .draw(shape, streams);
  }

  private double scale(int layer) {
    return layer < depth ? weightScale : 1;
  }

  private double weightBound(int layer, int fanIn) {
    return layer == 0
        ? 1.0 / fanIn
        : Math.sqrt(6.0 / fanIn) / omegas().get(Math.min(layer, depth - 1));
  }

  private double biasBound(int layer, int fanIn) {
    return layer == 0 && firstBias > 0 ? firstBias : 1 / Math.sqrt(fanIn);
  }

  @Override
  public FinerConfig startingAt(String sha256) {
    return new FinerConfig(
        width,
        depth,
        omega,
        firstBias,
        gradient,
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
    return new FinerFamily();
  }
}
