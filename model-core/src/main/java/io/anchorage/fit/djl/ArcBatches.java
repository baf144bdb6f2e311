package io.anchorage.fit.djl;

import io.anchorage.field.SharedParameters;
import io.anchorage.field.arc.ArcConfig;
import io.anchorage.field.arc.ArcDecoder;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.arc.ArcFitter;
import io.anchorage.fit.arc.PixelOrder;
import io.anchorage.kernel.KernelProviders;

/** ARC in batches. */
final class ArcBatches implements DjlFamily {
  @Override
  public int groupSize() {
    return 256;
  }

  @Override
  public HostFit start(FitRecipe recipe, SharedParameters shared, FitTask task)
      throws BadSignalException {
    ArcConfig config = (ArcConfig) recipe.family();
    try (FitSession session =
        new ArcFitter().open(recipe, shared, task, KernelProviders.scalar())) {
      return new ArcFit(
          session.field(),
          ArcDecoder.of(config, shared),
          PixelOrder.of(
              task.signal().grid(), config, recipe.seeds(task.signal().id(), task.repeat())));
    }
  }
}
