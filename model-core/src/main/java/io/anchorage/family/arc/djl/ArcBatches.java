package io.anchorage.family.arc.djl;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.arc.ArcStart;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.djl.DjlFamily;
import io.anchorage.fit.djl.TensorFit;

/** Fits ARC in batches. */
public final class ArcBatches implements DjlFamily {
  @Override
  public int groupSize() {
    return 256;
  }

  @Override
  public TensorFit start(FitRecipe recipe, SharedParameters shared, FitTask task)
      throws BadSignalException {
    ArcConfig config = (ArcConfig) recipe.family();
    ArcDecoder decoder = ArcDecoder.of(config, shared);
    ArcStart start = ArcStart.of(recipe, decoder, task);
    return new ArcFit(start.field(start.latents()), decoder, config.relative(), start.order());
  }
}
