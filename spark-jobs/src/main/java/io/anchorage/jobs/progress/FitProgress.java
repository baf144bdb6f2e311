package io.anchorage.jobs.progress;

import java.util.function.Supplier;

/** The progress of one run's fits. */
public final class FitProgress implements Supplier<Snapshot> {
  private final LiveCounts counts;
  private final long images;
  private final String unit;
  private final double steps;
  private final RateMeter rate = new RateMeter();
  private final long start = System.nanoTime();

  /**
   * @param images total number of images in all tasks
   * @param unit plural noun for what is fitted
   * @param steps that all fits take at most
   */
  public FitProgress(LiveCounts counts, long images, String unit, double steps) {
    this.steps = steps;
    this.unit = unit;
    this.counts = counts;
    this.images = images;
    rate.at(0, 0);
  }

  @Override
  public synchronized Snapshot get() {
    Counts now = counts.total();
    double seconds = (System.nanoTime() - start) * 1e-9;
    return new Snapshot(
        "fit",
        unit,
        now.images(),
        images,
        rate.at(seconds, now.images()),
        now.meanPsnr(),
        counts.fitting(),
        now.failed(),
        now.steps() / steps,
        seconds);
  }
}
