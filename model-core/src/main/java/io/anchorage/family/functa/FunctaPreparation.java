package io.anchorage.family.functa;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.Preparation;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Signal;
import java.util.List;

/**
 * Fits need a shared network, which another program has learnt: the published method takes second
 * derivatives through the fits of very many images (its algorithm 1).
 */
final class FunctaPreparation implements Preparation {
  @Override
  public int images(FitRecipe recipe) {
    return 1;
  }

  @Override
  public SharedParameters untrained(FitRecipe recipe, int channels) {
    return untrained(recipe, 2, channels);
  }

  static SharedParameters untrained(FitRecipe recipe, int axes, int channels) {
    Seeds seeds = new Seeds(recipe.seed(), "network", 0);
    FunctaConfig config = (FunctaConfig) recipe.family();
    return FunctaNetwork.initial(config, axes, channels, seeds::stream).toShared();
  }

  /** Refuses, as no network is learnt here. */
  @Override
  public SharedParameters learn(
      FitRecipe recipe, List<Signal> signals, PreparationProgress progress, int threads) {
    throw new UserException(
        Kind.CONFIG,
        "The shared network of functa is not learnt here: give that of a table of functa with --decoder FILE (decoder-....safetensors in the table; import --format functa makes one)");
  }
}
