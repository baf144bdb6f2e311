package io.anchorage.jobs.exchange.in;

import java.io.Serializable;

/** How many fields have a PSNR of each whole number of dB, from which a median follows. */
final class PsnrCounts implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MOST = 100;

  private final long[] counts = new long[MOST + 1];

  void add(double psnr) {
    if (!Double.isNaN(psnr)) {
      counts[(int) Math.max(0, Math.min(MOST, Math.floor(psnr)))]++;
    }
  }

  void add(PsnrCounts other) {
    for (int i = 0; i <= MOST; i++) {
      counts[i] += other.counts[i];
    }
  }

  long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** The median, rounded down to whole dB; NaN if there are no fields. */
  double median() {
    long total = total();
    long below = 0;
    for (int i = 0; i <= MOST && total > 0; i++) {
      below += counts[i];
      if (2 * below >= total) {
        return i;
      }
    }
    return Double.NaN;
  }
}
