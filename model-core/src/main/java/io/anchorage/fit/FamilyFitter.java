package io.anchorage.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.Kernels;
import java.util.Optional;

/** How one family is fitted on the CPU kernels. Stateless. */
public interface FamilyFitter {
  /** The family's name. */
  String family();

  /**
   * Opens one fit.
   *
   * @throws BadSignalException if the signal cannot be fitted under the recipe
   */
  FitSession open(FitRecipe recipe, SharedParameters shared, FitTask task, Kernels kernels)
      throws BadSignalException;

  /** What must be learnt before the first fit, if anything. */
  default Optional<Preparation> preparation(Kernels kernels) {
    return Optional.empty();
  }
}
