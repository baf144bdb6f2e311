package io.anchorage.fit.cuda;

import io.anchorage.UserException;
import io.anchorage.kernel.cuda.KernelSource;

/** Which sine the kernels use. */
public enum Sine {
  /** Within 2e-7 up to 100 radians. */
  ACCURATE,
  /**
   * The device's special function units: faster, with an error that grows with the angle. Fields
   * differ from those of other engines beyond the stated tolerance.
   */
  FAST;

  /** {@code accurate}, the default, or {@code fast}. */
  static final String PROPERTY = "anchorage.cuda.sine";

  /**
   * What the property says.
   *
   * @throws UserException of kind CONFIG if it says something else
   */
  public static Sine chosen() {
    String name = System.getProperty(PROPERTY, "accurate");
    return switch (name) {
      case "accurate" -> ACCURATE;
      case "fast" -> FAST;
      default ->
          throw new UserException(
              UserException.Kind.CONFIG,
              "Property %s must be accurate or fast: %s".formatted(PROPERTY, name));
    };
  }

  public KernelSource of(KernelSource source) {
    return this == FAST ? source.withFastSine() : source;
  }
}
