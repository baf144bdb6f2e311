package io.anchorage.fit;

import io.anchorage.config.AddedLater;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Rescalable;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.task.TaskConfig;
import java.io.Serializable;
import java.util.List;

/**
 * Everything that determines a fit apart from the signal.
 *
 * @param family the family with its sizes, initialisation and sampling
 * @param adam the optimiser of the field's parameters
 * @param schedule how the learning rate changes over the fit
 * @param stop when a fit ends
 * @param seed the run's seed
 * @param repeats independent fits of each image, each with its own random numbers; at least 1
 * @param curveAt the step counts after which the training loss is recorded, ascending; empty for no
 *     curve
 * @param task what a fit sees of an image
 */
public record FitRecipe(
    FamilyConfig family,
    AdamConfig adam,
    @AddedLater RateSchedule schedule,
    StopRule stop,
    long seed,
    int repeats,
    List<Integer> curveAt,
    @AddedLater TaskConfig task)
    implements Serializable {
  public FitRecipe {
    curveAt = List.copyOf(curveAt);
    if (schedule.warmUp() > 0 && schedule.warmUp() >= stop.steps()) {
      throw new IllegalArgumentException(
          "schedule.warm-up must be less than stop.steps, %d: %d"
              .formatted(stop.steps(), schedule.warmUp()));
    }
    requireTask(family, stop, task);
    if (repeats < 1 || repeats > 1000) {
      throw new IllegalArgumentException("repeats must be in 1 .. 1000: " + repeats);
    }
    for (int i = 0; i < curveAt.size(); i++) {
      if (curveAt.get(i) < 1 || (i > 0 && curveAt.get(i) <= curveAt.get(i - 1))) {
        throw new IllegalArgumentException(
            "curveAt must be ascending step counts from 1: " + curveAt);
      }
    }
  }

  private static void requireTask(FamilyConfig family, StopRule stop, TaskConfig task) {
    if (!task.isPlain() && family.leastSquares().isPresent()) {
      throw new IllegalArgumentException(
          "family.kind %s with %s takes only squared errors at all pixels: change it, or choose task.kind image, or denoise without task.hold-out"
              .formatted(family.kind(), family.leastSquares().get()));
    }
    if (task.isOnOwnGrid() && !family.family().adapters().has(Rescalable.class)) {
      throw new IllegalArgumentException(
          "task.supervision pixels is for families whose fields are of any resolution, and family.kind is %s: choose rendering"
              .formatted(family.kind()));
    }
    if (!task.isImage() && stop.looksAtPsnr() && task.holdOut() == 0) {
      throw new IllegalArgumentException(
          "stop.%s looks at what a task holds out, and task.hold-out is 0: set it, to 0.05 for example, or the rule to 0"
              .formatted(stop.targetPsnr() > 0 ? "target-psnr" : "plateau-decibels"));
    }
  }

  /** A recipe for images themselves. */
  public FitRecipe(
      FamilyConfig family,
      AdamConfig adam,
      RateSchedule schedule,
      StopRule stop,
      long seed,
      int repeats,
      List<Integer> curveAt) {
    this(family, adam, schedule, stop, seed, repeats, curveAt, TaskConfig.defaults());
  }

  /** A recipe with a constant learning rate. */
  public FitRecipe(
      FamilyConfig family,
      AdamConfig adam,
      StopRule stop,
      long seed,
      int repeats,
      List<Integer> curveAt) {
    this(family, adam, RateSchedule.defaults(), stop, seed, repeats, curveAt);
  }

  /** This recipe with other steps after which the loss is recorded. */
  public FitRecipe withCurveAt(List<Integer> steps) {
    return new FitRecipe(family, adam, schedule, stop, seed, repeats, steps, task);
  }

  /** This recipe for other fields. */
  public FitRecipe withFamily(FamilyConfig other) {
    return new FitRecipe(other, adam, schedule, stop, seed, repeats, curveAt, task);
  }

  /** This recipe with another learning rate. */
  public FitRecipe withLearningRate(float rate) {
    AdamConfig other = new AdamConfig(rate, adam.beta1(), adam.beta2(), adam.epsilon());
    return new FitRecipe(family, other, schedule, stop, seed, repeats, curveAt, task);
  }

  /** This recipe with another rule for its end. */
  public FitRecipe withStop(StopRule other) {
    return new FitRecipe(family, adam, schedule, other, seed, repeats, curveAt, task);
  }

  /** This recipe for another task. */
  public FitRecipe withTask(TaskConfig other) {
    return new FitRecipe(family, adam, schedule, stop, seed, repeats, curveAt, other);
  }

  /** The optimiser's state before the first step. */
  public AdamState adamState(int parameters) {
    return adam.state(parameters, taken -> schedule.share(taken, stop.steps()));
  }

  /** The random numbers of one fit of one image. */
  public Seeds seeds(String id, int repeat) {
    return new Seeds(seed, id, repeat);
  }
}
