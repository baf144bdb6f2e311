package io.anchorage.family.mlp;

import io.anchorage.field.FamilyConfig;
import io.anchorage.kernel.Activation;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** The settings of a coordinate MLP, as far as all such families have them. */
public interface MlpConfig extends FamilyConfig {
  /** Units of each hidden layer. */
  int width();

  /** Hidden layers; a linear layer comes on top. */
  int depth();

  /** Whether each fit draws its own start or all fits share one. */
  Initialisation initialisation();

  @Override
  default boolean sharesStart() {
    return initialisation() == Initialisation.SHARED;
  }

  /** What the hidden layers apply, with numbers for {@code depth} of them. */
  Activation activation();

  /** Added to every output. */
  default float outputOffset() {
    return 0f;
  }

  /** The network's input that runs along an axis. */
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

  /** Refuses sizes that no network of this kind has. */
  static void checkSizes(int width, int depth) {
    check(width >= 1 && width <= 4096, "width must be in 1 .. 4096", width);
    check(depth >= 1 && depth <= 16, "depth must be in 1 .. 16", depth);
  }

  /**
   * A number for each hidden layer.
   *
   * @param given one for each, or one for all
   * @return {@code depth} numbers
   */
  static List<Float> each(List<Float> given, int depth) {
    return given.size() == depth ? given : Collections.nCopies(depth, given.get(0));
  }

  /** Refuses frequency factors that are out of range, or too many or too few. */
  static void checkOmega(List<Float> omega, int depth) {
    check(
        omega.size() == 1 || omega.size() == depth,
        "omega must be a single number, or one for each hidden layer (" + depth + ")",
        omega);
    check(omega.stream().allMatch(w -> w > 0 && w <= 1000), "omega must be in (0, 1000]", omega);
  }

  /** Throws an IllegalArgumentException that ends in the value, unless a condition holds. */
  static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
