package io.anchorage.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Takes groups of tasks through their fits: steps, stop rules for each image on its own, scores. A
 * thread-safe object without state of its own; what a fit gives does not depend on its group.
 */
public final class Fitter {
  /** Steps between two looks at the cancellation. */
  private static final int POLL_STEPS = 10;

  private final Engine engine;
  private final FitRecipe recipe;
  private final SharedParameters shared;
  private final Cancellation cancellation;
  private final Team team;

  /** Fits on the calling thread alone. */
  public Fitter(
      Engine engine, FitRecipe recipe, SharedParameters shared, Cancellation cancellation) {
    this(engine, recipe, shared, cancellation, Team.SOLO);
  }

  /**
   * Fits with a team.
   *
   * @param team shares the work of a large signal; outcomes do not depend on it
   */
  public Fitter(
      Engine engine,
      FitRecipe recipe,
      SharedParameters shared,
      Cancellation cancellation,
      Team team) {
    this.engine = engine;
    this.team = team;
    this.recipe = recipe;
    this.shared = shared;
    this.cancellation = cancellation;
  }

  /** How many tasks are best handed to {@link #fit} at once. */
  public int groupSize() {
    return engine.groupSize(recipe);
  }

  /**
   * Fits a group. A task that cannot be fitted gives a {@link FieldOutcome.Failed} and does not
   * disturb the others.
   *
   * @return one outcome a task, in the order of the tasks
   * @throws CancellationException if the work was called off
   */
  public List<FieldOutcome> fit(List<FitTask> tasks) {
    try (FitGroup group = engine.open(recipe, shared, tasks, team)) {
      return run(group, tasks);
    } catch (BadSignalException e) {
      return tasks.size() == 1 ? List.of(failed(tasks.get(0), e)) : oneByOne(tasks);
    }
  }

  private List<FieldOutcome> oneByOne(List<FitTask> tasks) {
    List<FieldOutcome> outcomes = new ArrayList<>(tasks.size());
    for (FitTask task : tasks) {
      outcomes.addAll(fit(List.of(task)));
    }
    return outcomes;
  }

  private List<FieldOutcome> run(FitGroup group, List<FitTask> tasks) {
    List<FitWatch> watches = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      watches.add(new FitWatch(recipe, tasks.get(i), group.sessions().get(i)));
    }
    int step = 0;
    while (retireFinished(group, watches) > 0) {
      if (cancellation.requested()) {
        throw new CancellationException("the fit was called off after " + step + " steps");
      }
      int next = nextPause(step);
      group.step(next - step);
      step = next;
    }
    return watches.stream().map(FitWatch::outcome).toList();
  }

  /** Returns how many go on. */
  private static int retireFinished(FitGroup group, List<FitWatch> watches) {
    int running = 0;
    for (int i = 0; i < watches.size(); i++) {
      FitWatch watch = watches.get(i);
      if (watch.finished()) {
        continue;
      }
      watch.look();
      if (watch.finished()) {
        group.retire(i);
      } else {
        running++;
      }
    }
    return running;
  }

  /**
   * The next step count at which something has to be looked at: the curve, a stop rule, the
   * cancellation, the end.
   */
  private int nextPause(int step) {
    int next = Math.min(step + POLL_STEPS, recipe.stop().steps());
    if (recipe.stop().looksAtPsnr()) {
      int every = recipe.stop().checkEvery();
      next = Math.min(next, (step / every + 1) * every);
    }
    for (int at : recipe.curveAt()) {
      if (at > step) {
        return Math.min(next, at);
      }
    }
    return next;
  }

  private static FieldOutcome failed(FitTask task, BadSignalException e) {
    return new FieldOutcome.Failed(
        task.signal().id(), task.repeat(), "fit", "BadSignalException", e.getMessage());
  }
}
