package io.anchorage.fit.djl;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;

/** The adapter through which the engine {@code djl} fits one family. Stateless. */
public interface DjlFamily {
  /** The number of fits that advance together: where throughput stops growing on the CPU. */
  int groupSize();

  /**
   * The starting point of one fit.
   *
   * @throws BadSignalException if the signal cannot be fitted under the recipe
   */
  TensorFit start(FitRecipe recipe, SharedParameters shared, FitTask task)
      throws BadSignalException;
}
