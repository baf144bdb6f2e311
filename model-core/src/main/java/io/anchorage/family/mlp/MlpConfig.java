package io.anchorage.family.mlp;

import io.anchorage.field.FamilyConfig;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The settings common to all families of coordinate MLPs. */
public interface MlpConfig extends FamilyConfig {
  /** A SHA-256 in hexadecimal. */
  Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Units per hidden layer. */
  int width();

  /** Number of hidden layers; a linear layer follows them. */
  int depth();

  /** Whether each fit draws its own start, or all fits share a random or a learnt one. */
  Initialisation initialisation();

  @Override
  default boolean sharesStart() {
    return initialisation() != Initialisation.PER_IMAGE;
  }

  /** How the linear layer is found. */
  LastLayer lastLayer();

  @Override
  default Optional<String> leastSquares() {
    return lastLayer() == LastLayer.SOLVED ? Optional.of("last-layer solved") : Optional.empty();
  }

  /** The SHA-256 of the file of the learnt start, in hexadecimal; empty if none is named. */
  String start();

  /** The same network, but that its fits begin at the learnt start of a file. */
  MlpConfig startingAt(String sha256);

  /** The share of a signal's points that one step sees, in (0, 1]. */
  default double pixelsPerStep() {
    return 1;
  }

  /** The activation of the {@code depth} hidden layers, with its factors. */
  Activation activations();

  /**
   * What the first layer sees of a point.
   *
   * @param dimensions axes of the signal
   */
  default InputMapping mapping(int dimensions) {
    return new InputMapping.Identity(dimensions);
  }

  /** The constant added to every output. */
  default float outputOffset() {
    return 0f;
  }

  /** The index of the network input that runs along an axis. */
  default int inputOfAxis(int axis, int dimensions) {
    return axis;
  }

  /**
   * Draws all parameters.
   *
   * @param streams a generator for each purpose, keyed by run, image and repeat
   * @return in the layout of {@link MlpShape}
   */
  float[] start(MlpShape shape, Function<String, Philox> streams);

  /** Checks width and depth. */
  static void checkSizes(int width, int depth) {
    check(width >= 1 && width <= 4096, "width must be in 1 .. 4096", width);
    check(depth >= 1 && depth <= 16, "depth must be in 1 .. 16", depth);
  }

  /** Checks the factor of the initial weights and the share of the points of a step. */
  static void checkLearning(double weightScale, double pixelsPerStep, LastLayer lastLayer) {
    check(weightScale > 0 && weightScale <= 100, "weightScale must be in (0, 100]", weightScale);
    check(
        pixelsPerStep > 0 && pixelsPerStep <= 1, "pixelsPerStep must be in (0, 1]", pixelsPerStep);
    check(
        pixelsPerStep == 1 || lastLayer == LastLayer.GRADIENT,
        "lastLayer solved sees all pixels: pixelsPerStep must be 1",
        pixelsPerStep);
  }

  /** Checks the name of a learnt start, which other starts do not have. */
  static void checkStart(Initialisation initialisation, String start) {
    check(
        start.isEmpty() || SHA256.matcher(start).matches(),
        "start must be the SHA-256 of a file that learn-start wrote, 64 hexadecimal digits",
        start);
    check(
        start.isEmpty() || initialisation == Initialisation.LEARNT,
        "start is for initialisation learnt only",
        start);
  }

  /**
   * One value per hidden layer.
   *
   * @param given one per layer, or one for all
   * @return {@code depth} values
   */
  static List<Float> each(List<Float> given, int depth) {
    return given.size() == depth ? given : Collections.nCopies(depth, given.get(0));
  }

  /** Checks the range and number of the frequency factors. */
  static void checkOmega(List<Float> omega, int depth) {
    check(
        omega.size() == 1 || omega.size() == depth,
        "omega must be a single number, or one for each hidden layer (" + depth + ")",
        omega);
    check(omega.stream().allMatch(w -> w > 0 && w <= 1000), "omega must be in (0, 1000]", omega);
  }

  /**
   * Throws an IllegalArgumentException, whose message ends in the value, if a condition does not
   * hold.
   */
  static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
