package io.anchorage.fit.cuda;

import io.anchorage.UserException;
import io.anchorage.kernel.cuda.KernelSource;

/** The sine that the kernels use. */
public enum Sine {
  /** Accurate to 2e-7 up to 100 radians. */
  ACCURATE,
  /**
   * The device's special function units: faster, with an error that grows with the angle. Fields
   * then differ from those of other engines by more than the stated tolerance.
   */
  FAST;

  /** {@code accurate}, the default, or {@code fast}. */
  static final String PROPERTY = "anchorage.cuda.sine";

  /**
   * The sine that the property selects.
   *
   * @throws UserException of kind CONFIG if its value is neither
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
