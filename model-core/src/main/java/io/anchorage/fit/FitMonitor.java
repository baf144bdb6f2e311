package io.anchorage.fit;

/** Hears how far fits have come that take long. Called between steps, by any thread that fits. */
@FunctionalInterface
public interface FitMonitor {
  /** Hears nothing. */
  FitMonitor NONE = steps -> {};

  /**
   * Steps have been taken.
   *
   * @param steps since the last call, summed over the fits of a group
   */
  void stepped(long steps);
}
