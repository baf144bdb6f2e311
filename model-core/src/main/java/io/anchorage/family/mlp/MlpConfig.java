package io.anchorage.family.mlp;

import io.anchorage.field.FamilyConfig;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** The settings common to all families of coordinate MLPs. */
public interface MlpConfig extends FamilyConfig {
  /** Units per hidden layer. */
  int width();

  /** Number of hidden layers; a linear layer follows them. */
  int depth();

  /** Whether each fit draws its own start or all fits share one. */
  Initialisation initialisation();

  @Override
  default boolean sharesStart() {
    return initialisation() == Initialisation.SHARED;
  }

  /** The share of a signal's points that one step sees, in (0, 1]. */
  default double pixelsPerStep() {
    return 1;
  }

  /** The activation of the {@code depth} hidden layers, with its factors. */
  Activation activation();

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
  static void checkLearning(double weightScale, double pixelsPerStep) {
    check(weightScale > 0 && weightScale <= 100, "weightScale must be in (0, 100]", weightScale);
    check(
        pixelsPerStep > 0 && pixelsPerStep <= 1, "pixelsPerStep must be in (0, 1]", pixelsPerStep);
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
