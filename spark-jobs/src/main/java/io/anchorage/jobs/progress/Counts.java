package io.anchorage.jobs.progress;

import java.io.Serializable;

/**
 * Counts of the work done so far, by one task or by all tasks.
 *
 * @param images images finished, whether fitted or failed
 * @param failed images in the failures table
 * @param scored fields with a finite PSNR
 * @param psnrSum sum of the PSNR of the scored fields, dB
 * @param steps taken, summed over fits
 */
public record Counts(long images, long failed, long scored, double psnrSum, long steps)
    implements Serializable {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  public Counts plus(Counts other) {
    return new Counts(
        images + other.images,
        failed + other.failed,
        scored + other.scored,
        psnrSum + other.psnrSum,
        steps + other.steps);
  }

  /** Mean PSNR in dB; NaN before the first field. */
  public double meanPsnr() {
    return scored == 0 ? Double.NaN : psnrSum / scored;
  }
}
