package io.anchorage.family.mlp.djl;

import io.anchorage.family.mlp.MlpConfig;
import io.anchorage.family.mlp.MlpFitter;
import io.anchorage.family.mlp.PixelPasses;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.djl.DjlFamily;
import io.anchorage.fit.djl.TensorFit;

/** Fits coordinate MLPs in batches. */
public final class MlpBatches implements DjlFamily {
  @Override
  public int groupSize() {
    return 64;
  }

  @Override
  public TensorFit start(FitRecipe recipe, SharedParameters shared, FitTask task)
      throws BadSignalException {
    return new MlpFit(
        (MlpConfig) recipe.family(),
        task.signal(),
        PixelPasses.of(recipe, task),
        MlpFitter.startOfAdam(recipe, shared, task, "djl"));
  }
}
