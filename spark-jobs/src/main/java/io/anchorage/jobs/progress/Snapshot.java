package io.anchorage.jobs.progress;

/**
 * The progress of something at one moment.
 *
 * @param what one word for what is being done
 * @param unit plural noun for what is counted
 * @param done how many are done
 * @param of how many there are in total; 0 if not known yet
 * @param perSecond recent rate; 0 if not known yet
 * @param meanPsnr mean PSNR so far, dB; NaN if not known yet
 * @param failed how many failed
 */
public record Snapshot(
    String what, String unit, long done, long of, double perSecond, double meanPsnr, long failed)
    implements ProgressWords {

  @Override
  public String line() {
    return ProgressText.line(this);
  }

  @Override
  public String bar() {
    return ProgressText.bar(this);
  }

  double share() {
    return of == 0 ? 0 : Math.min(1, (double) done / of);
  }

  /** Seconds left at the current rate; NaN if not known. */
  double secondsLeft() {
    return perSecond > 0 ? Math.max(0, of - done) / perSecond : Double.NaN;
  }
}
