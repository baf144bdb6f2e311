package io.anchorage.family.mlp;

import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.start.SignalLoss;
import io.anchorage.fit.start.StartFamily;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;

/** Learnt starts of coordinate MLPs: all weights and biases, which no image's size decides. */
final class MlpStarts implements StartFamily {
  @Override
  public boolean isLearnt(FamilyConfig config) {
    return ((MlpConfig) config).initialisation() == Initialisation.LEARNT;
  }

  @Override
  public String sha256(FamilyConfig config) {
    return ((MlpConfig) config).start();
  }

  @Override
  public FamilyConfig startingAt(FamilyConfig config, String sha256) {
    return ((MlpConfig) config).startingAt(sha256);
  }

  @Override
  public float[] drawn(FitRecipe recipe, Signal like) throws BadSignalException {
    return MlpFitter.shared(recipe, like, 0);
  }

  @Override
  public SignalLoss loss(FitRecipe recipe, Signal signal, Kernels kernels) {
    return new MlpLoss(recipe, new FitTask(signal, 0), kernels, Team.SOLO);
  }
}
