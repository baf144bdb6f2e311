package io.anchorage.family.arc;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Preparation;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import java.util.Optional;

/** Fits the latents of {@link ArcConfig} under a frozen decoder. */
public final class ArcFitter implements CpuFitter {
  @Override
  public FitSession open(
      FitRecipe recipe, SharedParameters shared, FitTask task, Kernels kernels, Team team)
      throws BadSignalException {
    return open(recipe, shared, task, kernels, team, ArcSession.CONSTANTS_BUDGET);
  }

  /** Like the public method, with another memory budget for constants. */
  FitSession open(
      FitRecipe recipe,
      SharedParameters shared,
      FitTask task,
      Kernels kernels,
      Team team,
      long constantsBudget)
      throws BadSignalException {
    ArcConfig config = (ArcConfig) recipe.family();
    ArcDecoder decoder = ArcDecoder.of(config, shared);
    if (config.solver() instanceof LatentSolver.GaussNewton) {
      GaussNewtonFit.checkMemory(config, task.signal());
    }
    ArcState state = ArcState.start(recipe, decoder, task);
    return new ArcSession(
        state, config.solver(), kernels, decoder.weights(), team, constantsBudget);
  }

  @Override
  public Optional<Preparation> preparation(Kernels kernels) {
    return Optional.of(new ArcPreparation(kernels));
  }
}
