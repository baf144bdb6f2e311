package io.anchorage.family.siren.djl;

import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenFitter;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.djl.DjlFamily;
import io.anchorage.fit.djl.TensorFit;

/** SIREN in batches. */
public final class SirenBatches implements DjlFamily {
  @Override
  public int groupSize() {
    return 64;
  }

  @Override
  public TensorFit start(FitRecipe recipe, SharedParameters shared, FitTask task)
      throws BadSignalException {
    return new SirenFit(
        (SirenConfig) recipe.family(), task.signal(), SirenFitter.start(recipe, task));
  }
}
