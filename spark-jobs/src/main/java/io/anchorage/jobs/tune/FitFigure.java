package io.anchorage.jobs.tune;

import java.io.Serializable;

/**
 * How one fit of one image under one recipe ended.
 *
 * @param psnr dB; negative infinity if the fit failed
 * @param steps steps taken
 * @param seconds core-seconds measured; the only part that differs from one run to the next
 */
record FitFigure(double psnr, int steps, double seconds) implements Serializable {
  static FitFigure failed(double seconds) {
    return new FitFigure(Double.NEGATIVE_INFINITY, 0, seconds);
  }
}
