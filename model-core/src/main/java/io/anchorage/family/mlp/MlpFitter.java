package io.anchorage.family.mlp;

import io.anchorage.UserException;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.CpuFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.start.Descent;
import io.anchorage.fit.start.LearntStart;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Signal;

/** Fits coordinate MLPs. */
public final class MlpFitter implements CpuFitter {
  private static final int MOST_AXES = 3;

  /** Replaces the image id in random streams that all images share. */
  private static final String EVERY_IMAGE = "";

  @Override
  public FitSession open(
      FitRecipe recipe, SharedParameters shared, FitTask task, Kernels kernels, Team team)
      throws BadSignalException {
    float[] start = start(recipe, shared, task);
    return new MlpSession(
        new MlpLoss(recipe, task, kernels, team),
        start,
        descent(recipe, shared, start.length),
        kernels);
  }

  private static Descent descent(FitRecipe recipe, SharedParameters shared, int parameters) {
    MlpConfig config = (MlpConfig) recipe.family();
    return config.initialisation() == Initialisation.LEARNT
        ? LearntStart.of(shared).descent(recipe)
        : LearntStart.descent(recipe, parameters);
  }

  /**
   * The initial parameters of a fit, the same for every engine.
   *
   * @param shared holds the start if the recipe's is learnt
   * @throws BadSignalException if the signal has more than three axes
   * @throws IllegalArgumentException if the learnt start is not there, or not of the network's size
   */
  public static float[] start(FitRecipe recipe, SharedParameters shared, FitTask task)
      throws BadSignalException {
    MlpConfig config = (MlpConfig) recipe.family();
    return switch (config.initialisation()) {
      case PER_IMAGE ->
          drawn(recipe, task.signal(), recipe.seeds(task.signal().id(), task.repeat()));
      case SHARED -> drawn(recipe, task.signal(), recipe.seeds(EVERY_IMAGE, task.repeat()));
      case LEARNT -> learnt(config, LearntStart.of(shared).parameters(), task.signal());
    };
  }

  /**
   * The initial parameters of a fit on an engine that knows no other optimiser than Adam.
   *
   * @param engine its name
   * @throws UserException of kind ENGINE if the start has step sizes
   * @throws BadSignalException if the signal has more than three axes
   */
  public static float[] startOfAdam(
      FitRecipe recipe, SharedParameters shared, FitTask task, String engine)
      throws BadSignalException {
    boolean learnt = ((MlpConfig) recipe.family()).initialisation() == Initialisation.LEARNT;
    if (learnt && LearntStart.of(shared).hasStepSizes()) {
      throw new UserException(
          UserException.Kind.ENGINE,
          "Engine %s does not take the learnt step sizes of a start: choose engine auto"
              .formatted(engine));
    }
    return start(recipe, shared, task);
  }

  /**
   * The random parameters that all fits of a repeat share.
   *
   * @throws BadSignalException if the signal has more than three axes
   */
  static float[] shared(FitRecipe recipe, Signal like, int repeat) throws BadSignalException {
    return drawn(recipe, like, recipe.seeds(EVERY_IMAGE, repeat));
  }

  private static float[] drawn(FitRecipe recipe, Signal signal, Seeds seeds)
      throws BadSignalException {
    MlpConfig config = (MlpConfig) recipe.family();
    return config.start(shape(config, signal), seeds::stream);
  }

  private static float[] learnt(MlpConfig config, float[] start, Signal signal)
      throws BadSignalException {
    MlpShape shape = shape(config, signal);
    if (start.length != shape.parameters()) {
      throw new IllegalArgumentException(
          "has %d parameters, but a %s of width %d and depth %d for %d %s has %d"
              .formatted(
                  start.length,
                  config.kind(),
                  config.width(),
                  config.depth(),
                  signal.channels(),
                  signal.channels() == 1 ? "channel" : "channels",
                  shape.parameters()));
    }
    return start.clone();
  }

  private static MlpShape shape(MlpConfig config, Signal signal) throws BadSignalException {
    int axes = signal.grid().dimensions();
    if (axes > MOST_AXES) {
      throw new BadSignalException(
          "%s takes signals of 1 to 3 axes, not %d".formatted(config.kind(), axes));
    }
    return MlpGeometry.shape(config, axes, signal.channels());
  }
}
