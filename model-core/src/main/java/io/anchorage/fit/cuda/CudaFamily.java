package io.anchorage.fit.cuda;

import io.anchorage.field.FamilyConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import java.util.List;

/** How one family is fitted on the device: bound to one recipe and its shared parameters. */
interface CudaFamily {
  /** The family of a recipe. */
  static CudaFamily of(FitRecipe recipe, SharedParameters shared) {
    return switch (recipe.family().kind()) {
      case "siren" -> new CudaSirens(recipe);
      case "arc" -> new CudaArcs(recipe, shared);
      default -> throw unknown(recipe.family());
    };
  }

  private static IllegalArgumentException unknown(FamilyConfig family) {
    return new IllegalArgumentException("Engine cuda does not fit family " + family.kind());
  }

  /**
   * What one fit starts from.
   *
   * @throws BadSignalException if the signal cannot be fitted under the recipe
   */
  DeviceFit start(FitTask task) throws BadSignalException;

  /** The kernels of fits of one shape. */
  Program program(BatchMemory memory, List<DeviceFit> fits, AdamSchedule adam);
}
