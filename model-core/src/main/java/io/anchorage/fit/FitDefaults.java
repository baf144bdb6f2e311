package io.anchorage.fit;

import io.anchorage.field.arc.ArcConfig;
import io.anchorage.field.siren.SirenConfig;
import java.util.List;

/**
 * The recipe that each family starts from: its published sizes, learning rate and steps. What a
 * config does not say is taken from here; a new family adds a line.
 */
public final class FitDefaults {
  private static final long SEED = 0;

  private FitDefaults() {}

  /** One recipe a family; the first is the family of a config that names none. */
  public static List<FitRecipe> all() {
    return List.of(siren(), arc());
  }

  /** 2-32-32-C, Adam 5e-4, 1000 full-batch steps. */
  public static FitRecipe siren() {
    return new FitRecipe(
        SirenConfig.defaults(),
        AdamConfig.withLearningRate(5e-4f),
        StopRule.after(1000),
        SEED,
        1,
        List.of());
  }

  /** Adam 5e-3 on the latents, 500 steps, a quarter of the pixels a step. */
  public static FitRecipe arc() {
    return new FitRecipe(
        ArcConfig.defaults(),
        AdamConfig.withLearningRate(5e-3f),
        StopRule.after(500),
        SEED,
        1,
        List.of());
  }
}
