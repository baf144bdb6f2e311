package io.anchorage.fit;

import io.anchorage.score.Psnr;
import io.anchorage.score.Ssim;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import io.anchorage.signal.UnitImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Observes one fit: its loss curve, its stop rules, and at the end its scores. */
final class FitWatch {
  private final FitRecipe recipe;
  private final FitTask task;
  private final FitSession session;
  private final float[] unitTarget;
  private final Optional<TaskWatch> watched;
  private final List<Float> curve = new ArrayList<>();
  private final List<Double> psnrs = new ArrayList<>();
  private final List<Integer> psnrSteps = new ArrayList<>();
  private StopReason stoppedBy;

  FitWatch(FitRecipe recipe, FitTask task, FitSession session) {
    this.recipe = recipe;
    this.task = task;
    this.session = session;
    this.unitTarget = UnitImage.samples(task.signal().values(), task.signal().normalisation());
    this.watched =
        session instanceof ObservedSession observed
            ? Optional.of(new TaskWatch(observed, task.signal()))
            : Optional.empty();
  }

  boolean finished() {
    return stoppedBy != null;
  }

  /** Checks the session between two steps. */
  void look() {
    int step = session.steps();
    if (recipe.curveAt().contains(step)) {
      curve.add(session.lastLoss());
    }
    StopRule stop = recipe.stop();
    if (step >= stop.steps()) {
      stoppedBy = StopReason.STEPS;
    } else if (stop.looksAtPsnr() && step % stop.checkEvery() == 0) {
      stoppedBy = goodEnough(step);
    }
    if (finished() || step % stop.checkEvery() == 0) {
      watched.ifPresent(TaskWatch::look);
    }
  }

  /**
   * The PSNR that the loss of the last step amounts to, dB: cheap, of that step's points alone, and
   * without the clamping of values to [0, 1]. NaN before the first step, and if the loss is not the
   * error beside the signal.
   */
  double psnrOfStep() {
    if (!session.losesToSignal()) {
      return Double.NaN;
    }
    double square =
        task.signal().normalisation().scale().stream()
            .mapToDouble(scale -> (double) scale * scale)
            .average()
            .orElseThrow();
    return -10 * Math.log10(session.lastLoss() * square);
  }

  /** The rule that the current PSNR fulfils, or null. */
  private StopReason goodEnough(int step) {
    StopRule stop = recipe.stop();
    double psnr = watched.isPresent() ? watched.get().psnr() : psnr();
    if (stop.targetPsnr() > 0 && psnr >= stop.targetPsnr()) {
      return StopReason.TARGET_PSNR;
    }
    psnrs.add(psnr);
    psnrSteps.add(step);
    return stop.plateauDecibels() > 0 && gainedTooLittle(step, psnr) ? StopReason.PLATEAU : null;
  }

  private double psnr() {
    return Psnr.of(
        unitTarget, UnitImage.samples(session.evaluateGrid(), task.signal().normalisation()));
  }

  /**
   * Whether PSNR has gained less than {@code plateauDecibels} over the best of {@code plateauSteps}
   * ago.
   */
  private boolean gainedTooLittle(int step, double psnr) {
    StopRule stop = recipe.stop();
    double before = Double.NEGATIVE_INFINITY;
    boolean windowIsFull = false;
    for (int i = 0; i < psnrs.size() && psnrSteps.get(i) <= step - stop.plateauSteps(); i++) {
      before = Math.max(before, psnrs.get(i));
      windowIsFull = true;
    }
    return windowIsFull && psnr - before < stop.plateauDecibels();
  }

  FieldOutcome outcome() {
    Signal signal = task.signal();
    float[] values = session.evaluateGrid();
    double loss = meanSquaredError(signal.values(), values);
    if (!Double.isFinite(loss)) {
      return new FieldOutcome.Failed(
          signal.id(),
          task.repeat(),
          "fit",
          "Diverged",
          "loss is %s after %d steps: lower fit.adam.learning-rate"
              .formatted(loss, session.steps()));
    }
    float[] unit = UnitImage.samples(values, signal.normalisation());
    return new FieldOutcome.Fitted(
        signal.id(),
        task.repeat(),
        session.field(),
        session.steps(),
        stoppedBy,
        loss,
        Psnr.of(unitTarget, unit),
        ssim(unit, signal.grid()),
        curve,
        watched.map(task -> task.scores(values)));
  }

  /** SSIM is defined for images; it is NaN for signals on other grids. */
  private double ssim(float[] unit, Grid grid) {
    if (grid.dimensions() != 2) {
      return Double.NaN;
    }
    return Ssim.of(unitTarget, unit, task.signal().channels(), grid.extent(0), grid.extent(1));
  }

  private static double meanSquaredError(float[] target, float[] values) {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      double difference = (double) values[i] - target[i];
      sum += difference * difference;
    }
    return sum / target.length;
  }
}
