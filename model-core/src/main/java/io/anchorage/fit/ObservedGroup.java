package io.anchorage.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.Team;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import io.anchorage.task.Observation;
import java.util.ArrayList;
import java.util.List;

/** Fits to what was observed of images, on top of an engine's fits. */
final class ObservedGroup implements FitGroup {
  private final FitGroup group;
  private final List<ObservedSession> sessions;
  private final boolean plain;
  private final boolean[] retired;

  private ObservedGroup(FitGroup group, List<ObservedSession> sessions, boolean plain) {
    this.group = group;
    this.sessions = List.copyOf(sessions);
    this.plain = plain;
    this.retired = new boolean[sessions.size()];
  }

  /**
   * Opens a group. The noise, the mask and the samples held out depend on the recipe's seed and the
   * image's id: all repeats of an image see the same.
   *
   * @param tasks with the images as they are, whole and clean
   * @throws BadSignalException if the task or the family does not go with one of the images
   */
  static FitGroup open(
      Engine engine, FitRecipe recipe, SharedParameters shared, List<FitTask> tasks, Team team)
      throws BadSignalException {
    List<Observation> observations = new ArrayList<>(tasks.size());
    List<FitTask> seen = new ArrayList<>(tasks.size());
    for (FitTask task : tasks) {
      Observation observation = observe(recipe, task.signal());
      observations.add(observation);
      seen.add(new FitTask(observation.seen(), task.repeat()));
    }
    FitGroup group = engine.open(recipe, shared, seen, team);
    List<ObservedSession> sessions = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      sessions.add(
          new ObservedSession(
              recipe, shared, tasks.get(i).signal(), observations.get(i), group.sessions().get(i)));
    }
    return new ObservedGroup(group, sessions, recipe.task().isPlain());
  }

  private static Observation observe(FitRecipe recipe, Signal image) throws BadSignalException {
    try {
      return recipe.task().observe(image, recipe.seeds(image.id(), 0)::stream);
    } catch (BadImageException e) {
      throw new BadSignalException(e.getMessage());
    }
  }

  @Override
  public List<ObservedSession> sessions() {
    return sessions;
  }

  @Override
  public void step(int count) {
    if (plain) {
      group.step(count);
      return;
    }
    for (int taken = 0; taken < count; taken++) {
      for (int i = 0; i < retired.length; i++) {
        if (!retired[i]) {
          sessions.get(i).aim();
        }
      }
      group.step(1);
    }
  }

  @Override
  public void retire(int index) {
    retired[index] = true;
    group.retire(index);
  }

  @Override
  public int stepsBetweenLooks() {
    return group.stepsBetweenLooks();
  }

  @Override
  public long copyNanos() {
    return group.copyNanos();
  }

  @Override
  public void close() {
    group.close();
  }
}
