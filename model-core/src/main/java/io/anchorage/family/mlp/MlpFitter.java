package io.anchorage.family.mlp;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Seeds;

/** Fits coordinate MLPs. */
public final class MlpFitter implements CpuFitter {
  private static final int MOST_AXES = 3;

  /** Replaces the image id in random streams that all images share. */
  private static final String EVERY_IMAGE = "";

  @Override
  public FitSession open(
      FitRecipe recipe, SharedParameters shared, FitTask task, Kernels kernels, Team team)
      throws BadSignalException {
    float[] start = start(recipe, task);
    return new MlpSession(
        recipe,
        task.signal(),
        PixelPasses.of(recipe, task),
        start,
        recipe.adamState(start.length),
        kernels,
        team);
  }

  /**
   * The initial parameters of a fit, the same for every engine.
   *
   * @throws BadSignalException if the signal has more than three axes
   */
  public static float[] start(FitRecipe recipe, FitTask task) throws BadSignalException {
    MlpConfig config = (MlpConfig) recipe.family();
    int axes = task.signal().grid().dimensions();
    if (axes > MOST_AXES) {
      throw new BadSignalException(
          "%s takes signals of 1 to 3 axes, not %d".formatted(recipe.family().kind(), axes));
    }
    MlpShape shape = MlpGeometry.shape(config, axes, task.signal().channels());
    Seeds seeds =
        switch (config.initialisation()) {
          case PER_IMAGE -> recipe.seeds(task.signal().id(), task.repeat());
          case SHARED -> recipe.seeds(EVERY_IMAGE, task.repeat());
        };
    return config.start(shape, seeds::stream);
  }
}
