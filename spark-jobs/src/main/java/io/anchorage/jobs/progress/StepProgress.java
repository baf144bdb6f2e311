package io.anchorage.jobs.progress;

import io.anchorage.fit.Preparation.PreparationProgress;
import java.util.function.Supplier;

/** The progress of a run's preparation: the steps that learn the shared decoder. */
public final class StepProgress implements Supplier<Snapshot>, PreparationProgress {
  private final RateMeter rate = new RateMeter();
  private final long start = System.nanoTime();
  private int steps;
  private int of;
  private double psnr = Double.NaN;

  public StepProgress() {
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
    return new Snapshot("decoder", "steps", steps, of, rate.at(seconds, steps), psnr, 0);
  }
}
