package io.anchorage.signal;

import java.io.Serializable;
import java.util.List;

/**
 * How images become signals. Part of the recipe: a different choice gives different fields.
 *
 * @param alpha what becomes of an alpha channel
 * @param transforms applied in order
 * @param values the range of the signal's values
 */
public record SignalConfig(Alpha alpha, List<Transform> transforms, ValueRange values)
    implements Serializable {
  /** What becomes of an alpha channel. */
  public enum Alpha {
    /** Composited over black. */
    BLACK,
    /** Composited over white. */
    WHITE,
    /** Dropped; the colour samples stay as they are. */
    DROP
  }

  /** The range of a signal's values; see {@link Normalisation} for what is stored. */
  public enum ValueRange {
    /**
     * What the family's published code uses: [-1, 1] for reference and nfn SIRENs, [0, 1] for the
     * others.
     */
    AUTO,
    /** [0, 1]. */
    UNIT,
    /** [-1, 1]. */
    SYMMETRIC,
    /**
     * Zero mean and unit deviation for each channel of each image; a constant channel keeps scale
     * 1.
     */
    STANDARDISED_IMAGE,
    /** Zero mean and unit deviation for each channel over the training split. */
    STANDARDISED_DATASET
  }

  public SignalConfig {
    transforms = List.copyOf(transforms);
  }

  /** Pixels as they are, in the range that the family's published code uses. */
  public static SignalConfig defaults() {
    return new SignalConfig(Alpha.BLACK, List.of(), ValueRange.AUTO);
  }

  /**
   * This config with AUTO replaced by a named range, as it stands in a recipe.
   *
   * @param published what the family's published code uses
   */
  public SignalConfig withAutoAs(ValueRange published) {
    return values == ValueRange.AUTO ? new SignalConfig(alpha, transforms, published) : this;
  }
}
