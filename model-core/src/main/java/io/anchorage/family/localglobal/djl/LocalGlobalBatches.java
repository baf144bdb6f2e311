package io.anchorage.family.localglobal.djl;

import io.anchorage.family.localglobal.LocalGlobalFitter;
import io.anchorage.family.localglobal.LocalGlobalShape;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.djl.DjlFamily;
import io.anchorage.fit.djl.TensorFit;

/** Fits Local-Global SIRENs in batches. */
public final class LocalGlobalBatches implements DjlFamily {
  @Override
  public int groupSize() {
    return 16;
  }

  @Override
  public TensorFit start(FitRecipe recipe, SharedParameters shared, FitTask task)
      throws BadSignalException {
    LocalGlobalShape shape = LocalGlobalFitter.shape(recipe, task.signal());
    return new LocalGlobalFit(shape, task.signal(), LocalGlobalFitter.start(recipe, shape, task));
  }
}
