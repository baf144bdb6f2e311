package io.anchorage.family.siren;

import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.Collections;
import java.util.List;

/**
 * A SIREN: {@code depth} sine layers of {@code width}, then a linear layer.
 *
 * @param width units of each sine layer, 1 to 4096
 * @param depth sine layers, 1 to 16
 * @param omega frequency factor of each sine layer; a single number stands for all layers
 * @param variant which published SIREN
 * @param initialisation whether each fit draws its own start or all fits share one
 */
public record SirenConfig(
    int width, int depth, List<Float> omega, SirenVariant variant, Initialisation initialisation)
    implements FamilyConfig {

  /** Where a fit starts. */
  public enum Initialisation {
    /** From random numbers of its own image and repeat. */
    PER_IMAGE,
    /** All fits of the same repeat from the same point, drawn from the run's seed. */
    SHARED
  }

  public SirenConfig {
    omega = List.copyOf(omega);
    if (width < 1 || width > 4096) {
      throw new IllegalArgumentException("width must be in 1 .. 4096: " + width);
    }
    if (depth < 1 || depth > 16) {
      throw new IllegalArgumentException("depth must be in 1 .. 16: " + depth);
    }
    if (omega.size() != 1 && omega.size() != depth) {
      throw new IllegalArgumentException(
          "omega must be one number or one a sine layer (" + depth + "): " + omega);
    }
    for (float w : omega) {
      if (!(w > 0 && w <= 1000)) {
        throw new IllegalArgumentException("omega must be in (0, 1000]: " + omega);
      }
    }
  }

  /** 2-32-32-C with omega 30: what published classification datasets use. */
  public static SirenConfig defaults() {
    return new SirenConfig(32, 2, List.of(30f), SirenVariant.REFERENCE, Initialisation.PER_IMAGE);
  }

  /** 2-32-32-C, Adam 5e-4, 1000 full-batch steps. */
  public static FitRecipe defaultRecipe() {
    return new FitRecipe(
        defaults(), AdamConfig.withLearningRate(5e-4f), StopRule.after(1000), 0, 1, List.of());
  }

  /** The frequency factor of each sine layer, {@code depth} numbers. */
  public List<Float> omegas() {
    return omega.size() == depth ? omega : Collections.nCopies(depth, omega.get(0));
  }

  @Override
  public ValueRange publishedValues() {
    return switch (variant) {
      case REFERENCE, NFN -> ValueRange.SYMMETRIC;
      case COIN, DWSNETS -> ValueRange.UNIT;
    };
  }

  @Override
  public Family family() {
    return new SirenFamily();
  }
}
