package io.anchorage.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits groups of tasks: takes steps, applies the stop rules to each image by itself, and scores the
 * fields. Thread-safe and stateless; the outcome of a fit does not depend on its group.
 */
public final class Fitter {
  private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

  private final Engine engine;
  private final FitRecipe recipe;
  private final SharedParameters shared;
  private final Cancellation cancellation;
  private final Team team;
  private final FitMonitor monitor;
  private final FitTimes times = new FitTimes();

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
    this(engine, recipe, shared, cancellation, team, FitMonitor.NONE);
  }

  private Fitter(
      Engine engine,
      FitRecipe recipe,
      SharedParameters shared,
      Cancellation cancellation,
      Team team,
      FitMonitor monitor) {
    this.engine = engine;
    this.team = team;
    this.monitor = monitor;
    this.recipe = recipe;
    this.shared = shared;
    this.cancellation = cancellation;
  }

  /** The same fitter, with times of its own, telling a monitor of its steps. */
  public Fitter monitoredBy(FitMonitor other) {
    return new Fitter(engine, recipe, shared, cancellation, team, other);
  }

  /** Where the time of all its fits was spent. */
  public FitTimes times() {
    return times;
  }

  /** The number of tasks that are best passed to {@link #fit} at once. */
  public int groupSize() {
    return engine.groupSize(recipe);
  }

  /**
   * Fits a group. A task that cannot be fitted results in a {@link FieldOutcome.Failed} and does
   * not affect the others.
   *
   * @return one outcome per task, in the order of the tasks
   * @throws CancellationException if the work was cancelled
   */
  public List<FieldOutcome> fit(List<FitTask> tasks) {
    long start = System.nanoTime();
    try (FitGroup group = open(tasks)) {
      return run(group, tasks, times.opened(group, start));
    } catch (BadSignalException e) {
      return tasks.size() == 1 ? List.of(failed(tasks.get(0), e)) : oneByOne(tasks);
    } catch (DeviceFullException e) {
      return tasks.size() == 1 ? List.of(tooLarge(tasks.get(0), e)) : inHalves(tasks);
    }
  }

  private FitGroup open(List<FitTask> tasks) throws BadSignalException {
    return recipe.task().isImage()
        ? engine.open(recipe, shared, tasks, team)
        : ObservedGroup.open(engine, recipe, shared, tasks, team);
  }

  private List<FieldOutcome> inHalves(List<FitTask> tasks) {
    int half = tasks.size() / 2;
    LOG.info("The device has no room for {} fits: {} at a time are tried", tasks.size(), half);
    List<FieldOutcome> outcomes = new ArrayList<>(fit(tasks.subList(0, half)));
    outcomes.addAll(fit(tasks.subList(half, tasks.size())));
    return outcomes;
  }

  private static FieldOutcome tooLarge(FitTask task, DeviceFullException e) {
    return new FieldOutcome.Failed(
        task.signal().id(),
        task.repeat(),
        "fit",
        "DeviceFullException",
        e.getMessage()
            + ": run fewer tasks a device, or make the image smaller with signal.transforms");
  }

  private List<FieldOutcome> oneByOne(List<FitTask> tasks) {
    List<FieldOutcome> outcomes = new ArrayList<>(tasks.size());
    for (FitTask task : tasks) {
      outcomes.addAll(fit(List.of(task)));
    }
    return outcomes;
  }

  private List<FieldOutcome> run(FitGroup group, List<FitTask> tasks, FitTimes.Laps laps) {
    List<FitWatch> watches = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      watches.add(new FitWatch(recipe, tasks.get(i), group.sessions().get(i)));
    }
    int step = 0;
    for (int running = retireFinished(group, watches);
        running > 0;
        running = retireFinished(group, watches)) {
      if (cancellation.requested()) {
        throw new CancellationException("the fit was called off after " + step + " steps");
      }
      int next = nextPause(step, group.stepsBetweenLooks());
      laps.scored();
      group.step(next - step);
      laps.stepped();
      monitor.stepped(
          (long) running * (next - step),
          watches.size() == 1 ? watches.get(0).psnrOfStep() : Double.NaN);
      step = next;
    }
    List<FieldOutcome> outcomes = watches.stream().map(FitWatch::outcome).toList();
    laps.scored();
    return outcomes;
  }

  /** Returns the number of fits that continue. */
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
   * The next step count at which something has to be checked: the curve, a stop rule, cancellation,
   * the end.
   */
  private int nextPause(int step, int most) {
    int next = Math.min(step + most, recipe.stop().steps());
    if (recipe.stop().looksAtPsnr() || !recipe.task().isImage()) {
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
