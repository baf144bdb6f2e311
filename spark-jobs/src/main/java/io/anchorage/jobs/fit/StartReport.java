package io.anchorage.jobs.fit;

import java.util.Arrays;

/**
 * What {@code learn-start} did.
 *
 * @param path the file, or the checkpoint if the run was interrupted
 * @param sha256 of the file; empty if the run was interrupted
 * @param iterations done
 * @param of iterations planned
 * @param images learnt from
 * @param heldOut images on which the start was scored
 * @param before PSNR of their fits from the random start that learning began with
 * @param after PSNR of their fits from the learnt start
 * @param seconds that learning took
 */
public record StartReport(
    String path,
    String sha256,
    int iterations,
    int of,
    int images,
    int heldOut,
    Quality before,
    Quality after,
    double seconds) {
  /** Whether all iterations were done. */
  public boolean complete() {
    return iterations == of;
  }

  /**
   * PSNR of a number of fits in dB.
   *
   * @param p5 that 5 % of the fits fall below
   */
  public record Quality(double mean, double p5, double min) {
    static Quality of(double[] psnrs) {
      double[] sorted = psnrs.clone();
      Arrays.sort(sorted);
      double mean = Arrays.stream(psnrs).sum() / psnrs.length;
      return new Quality(mean, sorted[psnrs.length / 20], sorted[0]);
    }
  }
}
