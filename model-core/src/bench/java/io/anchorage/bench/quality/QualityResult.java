package io.anchorage.bench.quality;

import io.anchorage.fit.FieldOutcome;
import java.util.List;

/**
 * What some fits took and gave.
 *
 * @param prepared seconds for what is learnt before the first fit
 * @param seconds for the fits
 * @param steps mean number of steps
 * @param psnr of each fit, ascending
 */
record QualityResult(double prepared, double seconds, double steps, List<Double> psnr) {
  private static final double SHARE = 0.95;

  static QualityResult of(double prepared, double seconds, List<FieldOutcome> outcomes) {
    double steps = 0;
    for (FieldOutcome outcome : outcomes) {
      steps += fitted(outcome).steps();
    }
    return new QualityResult(
        prepared,
        seconds,
        steps / outcomes.size(),
        outcomes.stream().map(outcome -> fitted(outcome).psnr()).sorted().toList());
  }

  private static FieldOutcome.Fitted fitted(FieldOutcome outcome) {
    if (outcome instanceof FieldOutcome.Fitted fitted) {
      return fitted;
    }
    throw new IllegalStateException("A benchmark image cannot be fitted: " + outcome);
  }

  double mean() {
    return psnr.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  double least() {
    return psnr.get(0);
  }

  /** The share of the fits that reach a PSNR. */
  double share(double target) {
    return psnr.stream().filter(each -> each >= target).count() / (double) psnr.size();
  }

  boolean reaches(QualityRow row) {
    return switch (row.of()) {
      case MEAN -> mean() >= row.target();
      case EACH -> share(row.target()) >= SHARE;
    };
  }

  /** Seconds for a whole dataset at this rate. */
  double secondsFor(int images) {
    return prepared + seconds * images / psnr.size();
  }
}
