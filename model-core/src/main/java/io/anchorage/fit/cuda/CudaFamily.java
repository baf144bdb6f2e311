package io.anchorage.fit.cuda;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;

/** How one family is fitted on the device: the adapter that the engine asks for. Stateless. */
@FunctionalInterface
public interface CudaFamily {
  /** The fits of one recipe under its shared parameters. */
  CudaFits fits(FitRecipe recipe, SharedParameters shared);
}
