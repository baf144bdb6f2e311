package io.anchorage.family.functa;

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

/** Fits functa: a few gradient steps on a vector, under the frozen network. */
final class FunctaFitter implements CpuFitter {
  @Override
  public FitSession open(
      FitRecipe recipe, SharedParameters shared, FitTask task, Kernels kernels, Team team)
      throws BadSignalException {
    FunctaNetwork network = FunctaNetwork.of((FunctaConfig) recipe.family(), shared);
    int axes = task.signal().grid().dimensions();
    if (axes != network.shape().inputs()) {
      throw new BadSignalException(
          "has %d axes, but the shared network takes %d coordinates"
              .formatted(axes, network.shape().inputs()));
    }
    if (task.signal().channels() != network.shape().outputs()) {
      throw new BadSignalException(
          "has %d channels, but the shared network gives %d: convert the images (source.channels)"
              .formatted(task.signal().channels(), network.shape().outputs()));
    }
    return new FunctaSession(network, recipe, task.signal(), kernels, team);
  }

  @Override
  public Optional<Preparation> preparation(Kernels kernels) {
    return Optional.of(new FunctaPreparation());
  }
}
