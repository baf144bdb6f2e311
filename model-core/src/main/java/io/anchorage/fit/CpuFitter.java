package io.anchorage.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import java.util.Optional;

/**
 * How one family is fitted on the CPU kernels: the adapter that the CPU engines ask for. Stateless.
 */
public interface CpuFitter {
  /** Opens one fit on the calling thread alone. */
  default FitSession open(FitRecipe recipe, SharedParameters shared, FitTask task, Kernels kernels)
      throws BadSignalException {
    return open(recipe, shared, task, kernels, Team.SOLO);
  }

  /**
   * Opens one fit.
   *
   * @param team shares the work of a large signal; the fit does not depend on it
   * @throws BadSignalException if the signal cannot be fitted under the recipe
   */
  FitSession open(
      FitRecipe recipe, SharedParameters shared, FitTask task, Kernels kernels, Team team)
      throws BadSignalException;

  /** What must be learnt before the first fit; empty if nothing. */
  default Optional<Preparation> preparation(Kernels kernels) {
    return Optional.empty();
  }
}
