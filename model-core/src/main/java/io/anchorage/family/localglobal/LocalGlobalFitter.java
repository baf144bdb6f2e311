package io.anchorage.family.localglobal;

import io.anchorage.UserException;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;

/** Fits Local-Global SIRENs. */
public final class LocalGlobalFitter implements CpuFitter {
  @Override
  public FitSession open(
      FitRecipe recipe, SharedParameters shared, FitTask task, Kernels kernels, Team team)
      throws BadSignalException {
    LocalGlobalShape shape = shape(recipe, task.signal());
    return new LocalGlobalSession(
        shape,
        task.signal(),
        Frame.whole(task.signal().grid()),
        start(recipe, shape, task),
        recipe,
        kernels,
        team);
  }

  /** The initial parameters of a fit, the same for every engine. */
  public static float[] start(FitRecipe recipe, LocalGlobalShape shape, FitTask task) {
    return LocalGlobalStart.draw(
        shape,
        ((LocalGlobalConfig) recipe.family()).weightScale(),
        recipe.seeds(task.signal().id(), task.repeat())::stream);
  }

  /**
   * The network of a fit.
   *
   * @throws BadSignalException if the signal has more than three axes, or partitions without a
   *     place
   * @throws UserException of kind CONFIG if the recipe is that of cropped fields
   */
  public static LocalGlobalShape shape(FitRecipe recipe, Signal signal) throws BadSignalException {
    LocalGlobalConfig config = (LocalGlobalConfig) recipe.family();
    Grid grid = signal.grid();
    if (!config.kept().isEmpty()) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "fit.family.kept says what crop left of a field, or extend added: leave it out of a recipe to fit");
    }
    if (grid.dimensions() > LocalGlobalConfig.MOST_AXES) {
      throw new BadSignalException(
          "%s takes signals of 1 to 3 axes, not %d".formatted(config.kind(), grid.dimensions()));
    }
    LocalGlobalShape shape = LocalGlobalShape.of(config, grid.dimensions(), signal.channels());
    for (int a = 0; a < grid.dimensions(); a++) {
      if (grid.extent(a) < shape.partitions().counts().get(a)) {
        throw new BadSignalException(
            "has fewer places along an axis, %d, than fit.family.partitions, %d: some would be empty"
                .formatted(grid.extent(a), shape.partitions().counts().get(a)));
      }
    }
    return shape;
  }
}
