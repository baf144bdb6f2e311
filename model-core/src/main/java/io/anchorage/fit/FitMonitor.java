package io.anchorage.fit;

/** Hears how far fits have come that take long. Called between steps, by any thread that fits. */
@FunctionalInterface
public interface FitMonitor {
  /** Hears nothing. */
  FitMonitor NONE = (steps, psnr) -> {};

  /**
   * Steps have been taken.
   *
   * @param steps since the last call, summed over the fits of a group
   * @param psnr of a fit that is alone in its group, from the loss of its last step, dB; NaN for
   *     groups of several
   */
  void stepped(long steps, double psnr);
}
