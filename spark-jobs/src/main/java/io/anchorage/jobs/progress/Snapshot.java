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
 * @param fittingPsnr mean PSNR of the fits that are going on, dB; NaN if not known
 * @param failed how many failed
 * @param stepShare share of all steps that have been taken; NaN if what is done has no steps
 * @param seconds since it began; NaN if not known
 */
public record Snapshot(
    String what,
    String unit,
    long done,
    long of,
    double perSecond,
    double meanPsnr,
    double fittingPsnr,
    long failed,
    double stepShare,
    double seconds)
    implements ProgressWords {

  /** Fewer than this many say little: then steps say more. */
  private static final int FEW = 10;

  /** The progress of something that has no steps of its own. */
  public static Snapshot of(
      String what, String unit, long done, long of, double perSecond, double meanPsnr) {
    return new Snapshot(
        what, unit, done, of, perSecond, meanPsnr, Double.NaN, 0, Double.NaN, Double.NaN);
  }

  @Override
  public String line() {
    return ProgressText.line(this);
  }

  @Override
  public String bar() {
    return ProgressText.bar(this);
  }

  /** A smaller share of the steps says nothing yet. */
  private static final double LEAST_SHARE = 0.01;

  /** Whether it is told by the steps of fits, since few have come to their end. */
  boolean countsSteps() {
    return done < Math.min(of, FEW) && stepShare >= LEAST_SHARE;
  }

  double share() {
    if (countsSteps()) {
      return Math.min(1, stepShare);
    }
    return of == 0 ? 0 : Math.min(1, (double) done / of);
  }

  /** Seconds left at the current rate; NaN if not known. */
  double secondsLeft() {
    if (countsSteps()) {
      return seconds * (1 / share() - 1);
    }
    return perSecond > 0 ? Math.max(0, of - done) / perSecond : Double.NaN;
  }
}
