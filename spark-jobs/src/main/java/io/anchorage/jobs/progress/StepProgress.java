package io.anchorage.jobs.progress;

import io.anchorage.fit.Preparation.PreparationProgress;
import java.util.function.Supplier;

/** The progress of what is learnt before fits: a shared decoder, or a start. */
public final class StepProgress implements Supplier<Snapshot>, PreparationProgress {
  private final RateMeter rate = new RateMeter();
  private final String what;
  private final String unit;
  private final long start = System.nanoTime();
  private int steps;
  private int of;
  private double psnr = Double.NaN;

  /**
   * Progress before the first step.
   *
   * @param what one word for what is learnt
   * @param unit plural noun for what is counted
   */
  public StepProgress(String what, String unit) {
    this.what = what;
    this.unit = unit;
    rate.at(0, 0);
  }

  @Override
  public synchronized void at(int stepsDone, int stepsInAll, double meanPsnr) {
    steps = stepsDone;
    of = stepsInAll;
    psnr = meanPsnr;
  }

  @Override
  public synchronized Snapshot get() {
    double seconds = (System.nanoTime() - start) * 1e-9;
    return Snapshot.of(what, unit, steps, of, rate.at(seconds, steps), psnr);
  }
}
