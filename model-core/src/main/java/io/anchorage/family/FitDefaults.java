package io.anchorage.family;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
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
