package io.anchorage.symmetry;

import io.anchorage.kernel.MlpShape;
import java.io.Serializable;
import java.util.regex.Pattern;

/** A choice among the parameters of all networks that have the same function. */
public sealed interface UnitChange extends Serializable
    permits UnitChange.Canonical, UnitChange.Aligned {
  /** Which part of the form of hidden units is canonical. */
  enum Part {
    /** {@link HiddenUnits#canonicalPhases}. */
    PHASES,
    /** {@link HiddenUnits#canonicalSigns}. */
    SIGNS,
    /** Phases, then signs. */
    BOTH
  }

  /** Units in canonical form, each by itself. */
  record Canonical(Part part) implements UnitChange {
    /** Whether it is defined for networks of a shape: phases are the sine's alone. */
    public boolean suits(MlpShape shape) {
      return part == Part.SIGNS
          ? shape.activation().odd()
          : shape.activation().halfPeriod(0).isPresent();
    }

    /**
     * The canonical form of a network.
     *
     * @param shape of networks that this suits
     * @param parameters in its layout; not changed
     */
    public float[] apply(MlpShape shape, float[] parameters) {
      HiddenUnits units = new HiddenUnits(shape, parameters);
      if (part != Part.SIGNS) {
        units.canonicalPhases();
      }
      if (part != Part.PHASES) {
        units.canonicalSigns();
      }
      return units.parameters();
    }
  }

  /**
   * Units in the order and with the signs that resemble a template most: {@link Alignment}.
   *
   * @param template SHA-256 of the template's parameters as little-endian 32-bit floats, in
   *     hexadecimal
   */
  record Aligned(String template) implements UnitChange {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Aligned {
      if (!SHA256.matcher(template).matches()) {
        throw new IllegalArgumentException(
            "template must be a SHA-256, 64 hexadecimal digits: " + template);
      }
    }
  }
}
