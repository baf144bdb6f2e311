package io.anchorage.fit;

import io.anchorage.score.Psnr;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import io.anchorage.signal.UnitImage;
import io.anchorage.task.Observation;
import java.util.Arrays;

/** Observes how a fit does at its task. Nothing of the clean image comes back into the fit. */
final class TaskWatch {
  private final ObservedSession session;
  private final Normalisation normalisation;
  private final float[] image;
  private double best = Double.NEGATIVE_INFINITY;
  private int bestStep;

  /**
   * @param image whole and clean
   */
  TaskWatch(ObservedSession session, Signal image) {
    this.session = session;
    this.normalisation = image.normalisation();
    this.image = UnitImage.samples(image.values(), normalisation);
  }

  /** What stop rules look at: PSNR beside the samples held out. */
  double psnr() {
    return session.observation().psnrOfHeldOut(session.fittedValues());
  }

  /** Notes how good the field is now. */
  void look() {
    double psnr = Psnr.of(image, UnitImage.samples(session.evaluateGrid(), normalisation));
    if (psnr > best) {
      best = psnr;
      bestStep = session.steps();
    }
  }

  /**
   * The scores at the end.
   *
   * @param values of the field on the whole grid
   */
  TaskScores scores(float[] values) {
    Observation observation = session.observation();
    float[] fitted = session.fittedValues();
    return new TaskScores(
        Psnr.of(image, UnitImage.samples(observation.estimate(), normalisation)),
        observation.psnrOfFitted(fitted),
        observation.psnrOfHeldOut(fitted),
        observation.hidden().map(hidden -> psnr(values, hidden)).orElse(Double.NaN),
        best,
        bestStep);
  }

  private double psnr(float[] values, boolean[] hidden) {
    return Psnr.of(chosen(image, hidden), chosen(UnitImage.samples(values, normalisation), hidden));
  }

  private static float[] chosen(float[] samples, boolean[] points) {
    float[] out = new float[samples.length];
    int count = 0;
    for (int i = 0; i < samples.length; i++) {
      if (points[i % points.length]) {
        out[count++] = samples[i];
      }
    }
    return Arrays.copyOf(out, count);
  }
}
