package io.anchorage.fit.djl;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;

/** How one family is fitted in batches: the adapter that the engine asks for. Stateless. */
public interface DjlFamily {
  /** How many fits advance together: where images a second stop growing on the CPU. */
  int groupSize();

  /**
   * What one fit starts from.
   *
   * @throws BadSignalException if the signal cannot be fitted under the recipe
   */
  TensorFit start(FitRecipe recipe, SharedParameters shared, FitTask task)
      throws BadSignalException;
}
