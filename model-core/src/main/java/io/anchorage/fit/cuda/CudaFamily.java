package io.anchorage.fit.cuda;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;

/** The adapter through which the engine {@code cuda} fits one family. Stateless. */
@FunctionalInterface
public interface CudaFamily {
  /** Prepares fits of one recipe under its shared parameters. */
  CudaFits fits(FitRecipe recipe, SharedParameters shared);
}
