package io.anchorage.jobs.exchange.in;

import java.io.Serializable;

/** The PSNRs that files say of their fields, and how far from them the fields score. */
final class OwnPsnrs implements Serializable {
  private static final long serialVersionUID = 1;

  private final PsnrCounts counts = new PsnrCounts();
  private long compared;
  private double sum;
  private double widest;

  /**
   * Counts a field.
   *
   * @param own what its file says, in dB; NaN if nothing
   * @param score what the image says, in dB; NaN if it was not compared with one
   */
  void add(double own, double score) {
    counts.add(own);
    double gap = score - own;
    if (Double.isFinite(gap)) {
      compared++;
      sum += gap;
      widest = Math.max(widest, Math.abs(gap));
    }
  }

  void add(OwnPsnrs other) {
    counts.add(other.counts);
    compared += other.compared;
    sum += other.sum;
    widest = Math.max(widest, other.widest);
  }

  /** The report's part. */
  ImportReport.Own report() {
    return new ImportReport.Own(
        counts.total(),
        counts.median(),
        compared,
        compared == 0 ? Double.NaN : sum / compared,
        widest);
  }
}
