package io.anchorage.jobs.progress;

/**
 * How far something is.
 *
 * @param what what is being done, one word
 * @param unit what is counted, plural
 * @param done so many
 * @param of so many in all; 0 if not known yet
 * @param perSecond of late; 0 if not known yet
 * @param meanPsnr dB; NaN if not known yet
 * @param failed so many failed
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

  /** Seconds left at the present rate; NaN if not known. */
  double secondsLeft() {
    return perSecond > 0 ? Math.max(0, of - done) / perSecond : Double.NaN;
  }
}
