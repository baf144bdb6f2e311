package io.anchorage.family.composed;

import io.anchorage.family.mlp.MlpConfig;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Filtered;
import io.anchorage.kernel.Gabor;
import io.anchorage.kernel.MlpShape;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the hidden layers apply, with its numbers and the bound of its initial weights, which are
 * uniform in [-bound, bound]. Biases start within 1/sqrt(n), with n what the layer sees: complex
 * values count once.
 *
 * <p>Over 300 lines, because each activation has its keys, checks, numbers and formula in one
 * record.
 */
public sealed interface ActivationConfig extends Serializable {
  /** The greatest factor. */
  int MOST = 1000;

  /** The activation of Fourier feature networks. */
  static ActivationConfig defaults() {
    return new Relu();
  }

  /** The kernels' activation of this many hidden layers. */
  Activation layers(int depth);

  /** A hidden layer's value, as a formula in z. */
  String formula();

  /** The same with another frequency factor or, if it has none, scale; itself if it has neither. */
  ActivationConfig times(double factor);

  /** The filters that multiply its layers; empty if it is a function of the linear part alone. */
  default Optional<FilterStart> filters() {
    return Optional.empty();
  }

  /**
   * The bound of a layer's initial weights, the linear layer's too: the library's, 1/sqrt(n), as in
   * published code, but for sines.
   */
  default double weightBound(MlpShape shape, int layer) {
    return 1 / Math.sqrt(seen(shape, layer));
  }

  /** What a layer sees: features, or values of units. */
  static int seen(MlpShape shape, int layer) {
    return layer == 0 ? shape.inputs() : shape.width();
  }

  /** SIREN's bounds: 1/n for the first layer, sqrt(6/n)/omega for the others. */
  private static double siren(MlpShape shape, int layer, float omega) {
    return layer == 0 ? 1.0 / shape.fanIn(0) : Math.sqrt(6.0 / shape.fanIn(layer)) / omega;
  }

  private static float bounded(double value) {
    return (float) Math.min(MOST, value);
  }

  private static void checkFactor(String name, float value) {
    MlpConfig.check(value > 0 && value <= MOST, name + " must be in (0, 1000]", value);
  }

  /** max(z, 0). */
  record Relu() implements ActivationConfig {
    public static Relu defaults() {
      return new Relu();
    }

    @Override
    public Activation layers(int depth) {
      return new io.anchorage.kernel.Relu(depth);
    }

    @Override
    public ActivationConfig times(double factor) {
      return this;
    }

    @Override
    public String formula() {
      return "max(z, 0)";
    }
  }

  /** tanh z. */
  record Tanh() implements ActivationConfig {
    public static Tanh defaults() {
      return new Tanh();
    }

    @Override
    public Activation layers(int depth) {
      return new io.anchorage.kernel.Tanh(depth);
    }

    @Override
    public ActivationConfig times(double factor) {
      return this;
    }

    @Override
    public String formula() {
      return "tanh(z)";
    }
  }

  /**
   * exp(-(scale z)^2).
   *
   * @param scale in (0, 1000]
   */
  record Gauss(float scale) implements ActivationConfig {
    public Gauss {
      checkFactor("scale", scale);
    }

    public static Gauss defaults() {
      return new Gauss(30);
    }

    @Override
    public Activation layers(int depth) {
      return new io.anchorage.kernel.Gauss(Collections.nCopies(depth, scale));
    }

    @Override
    public ActivationConfig times(double factor) {
      return new Gauss(bounded(factor * scale));
    }

    @Override
    public String formula() {
      return "exp(-(scale z)^2)";
    }
  }

  /**
   * sin(omega z).
   *
   * @param omega frequency factor, in (0, 1000]
   */
  record Sine(float omega) implements ActivationConfig {
    public Sine {
      checkFactor("omega", omega);
    }

    public static Sine defaults() {
      return new Sine(30);
    }

    @Override
    public Activation layers(int depth) {
      return new io.anchorage.kernel.Sine(Collections.nCopies(depth, omega));
    }

    @Override
    public ActivationConfig times(double factor) {
      return new Sine(bounded(factor * omega));
    }

    @Override
    public String formula() {
      return "sin(omega z)";
    }

    @Override
    public double weightBound(MlpShape shape, int layer) {
      return siren(shape, layer, omega);
    }
  }

  /**
   * sin(omega (|z| + 1) z), whose gradient takes |z| + 1 for a constant, as published.
   *
   * @param omega frequency factor, in (0, 1000]
   */
  record Finer(float omega) implements ActivationConfig {
    public Finer {
      checkFactor("omega", omega);
    }

    public static Finer defaults() {
      return new Finer(30);
    }

    @Override
    public Activation layers(int depth) {
      List<Float> omegas = Collections.nCopies(depth, omega);
      return new io.anchorage.kernel.Finer(omegas, true);
    }

    @Override
    public ActivationConfig times(double factor) {
      return new Finer(bounded(factor * omega));
    }

    @Override
    public String formula() {
      return "sin(omega (abs(z) + 1) z)";
    }

    @Override
    public double weightBound(MlpShape shape, int layer) {
      return siren(shape, layer, omega);
    }
  }

  /**
   * exp(j omega z - |scale z|^2) with complex z: WIRE.
   *
   * @param omega frequency factor, in (0, 1000]
   * @param scale of the window, in (0, 1000]
   */
  record Wire(float omega, float scale) implements ActivationConfig {
    public Wire {
      checkFactor("omega", omega);
      checkFactor("scale", scale);
    }

    public static Wire defaults() {
      return new Wire(20, 10);
    }

    @Override
    public Activation layers(int depth) {
      return gabor(Gabor.Form.COMPLEX, omega, scale, depth);
    }

    @Override
    public ActivationConfig times(double factor) {
      return new Wire(bounded(factor * omega), scale);
    }

    @Override
    public String formula() {
      return "exp(j omega z - (scale abs(z))^2)";
    }
  }

  /**
   * exp(j omega z - scale^2 (|z|^2 + |z'|^2)) with complex z and z': WIRE-2D.
   *
   * @param omega frequency factor, in (0, 1000]
   * @param scale of the window, in (0, 1000]
   */
  record Wire2d(float omega, float scale) implements ActivationConfig {
    public Wire2d {
      checkFactor("omega", omega);
      checkFactor("scale", scale);
    }

    public static Wire2d defaults() {
      return new Wire2d(10, 10);
    }

    @Override
    public Activation layers(int depth) {
      return gabor(Gabor.Form.COMPLEX_2D, omega, scale, depth);
    }

    @Override
    public ActivationConfig times(double factor) {
      return new Wire2d(bounded(factor * omega), scale);
    }

    @Override
    public String formula() {
      return "exp(j omega z - scale^2 (abs(z)^2 + abs(z')^2))";
    }
  }

  /**
   * cos(omega z) exp(-(scale z')^2) with real z and z'.
   *
   * @param omega frequency factor, in (0, 1000]
   * @param scale of the window, in (0, 1000]
   */
  record RealGabor(float omega, float scale) implements ActivationConfig {
    public RealGabor {
      checkFactor("omega", omega);
      checkFactor("scale", scale);
    }

    public static RealGabor defaults() {
      return new RealGabor(10, 10);
    }

    @Override
    public Activation layers(int depth) {
      return gabor(Gabor.Form.REAL, omega, scale, depth);
    }

    @Override
    public ActivationConfig times(double factor) {
      return new RealGabor(bounded(factor * omega), scale);
    }

    @Override
    public String formula() {
      return "cos(omega z) exp(-(scale z')^2)";
    }
  }

  /**
   * The linear part times a wave of the point, sin(F x + phi), of each layer's own: FourierNet of
   * R. Fathony et al.: Multiplicative filter networks (2021). The first layer sees such waves in
   * the place of the coordinates.
   *
   * @param scale of the initial F of all filters together, in (0, 10000]
   */
  record FourierNet(float scale) implements ActivationConfig {
    public FourierNet {
      checkScale(scale);
    }

    public static FourierNet defaults() {
      return new FourierNet(256);
    }

    @Override
    public Optional<FilterStart> filters() {
      return Optional.of(new FilterStart(scale, 0, 1));
    }

    @Override
    public Activation layers(int depth) {
      return new Filtered(depth);
    }

    @Override
    public ActivationConfig times(double factor) {
      return new FourierNet((float) Math.min(FilterStart.MOST_SCALE, factor * scale));
    }

    @Override
    public String formula() {
      return "z sin(F x + phi)";
    }
  }

  /**
   * The same with windows, sin(F x + phi) exp(-gamma/2 |x - mu|^2): GaborNet.
   *
   * @param scale of the initial F of all filters together, in (0, 10000]
   * @param alpha shape of the gamma distribution of all filters' initial gamma, in (0, 1000]
   * @param beta its rate, in (0, 1000]
   */
  record GaborNet(float scale, float alpha, float beta) implements ActivationConfig {
    public GaborNet {
      checkScale(scale);
      checkFactor("alpha", alpha);
      checkFactor("beta", beta);
    }

    public static GaborNet defaults() {
      return new GaborNet(256, 6, 1);
    }

    @Override
    public Optional<FilterStart> filters() {
      return Optional.of(new FilterStart(scale, alpha, beta));
    }

    @Override
    public Activation layers(int depth) {
      return new Filtered(depth);
    }

    @Override
    public ActivationConfig times(double factor) {
      return new GaborNet((float) Math.min(FilterStart.MOST_SCALE, factor * scale), alpha, beta);
    }

    @Override
    public String formula() {
      return "z sin(F x + phi) exp(-gamma/2 abs(x - mu)^2)";
    }
  }

  private static void checkScale(float scale) {
    MlpConfig.check(
        scale > 0 && scale <= FilterStart.MOST_SCALE, "scale must be in (0, 10000]", scale);
  }

  private static Activation gabor(Gabor.Form form, float omega, float scale, int depth) {
    return new Gabor(form, Collections.nCopies(depth, omega), Collections.nCopies(depth, scale));
  }
}
