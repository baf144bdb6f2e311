package io.anchorage.jobs.tune;

/** The time that a search is allowed, most of it at first and the rest for a last check. */
final class Deadline {
  /** The share that is kept back for a last check. */
  private static final double KEPT_BACK = 0.15;

  private final long start = System.nanoTime();
  private final double seconds;
  private volatile double allowed;

  /**
   * Starts the clock.
   *
   * @param minutes 0 for no limit
   */
  Deadline(double minutes) {
    this.seconds = minutes > 0 ? 60 * minutes : Double.POSITIVE_INFINITY;
    this.allowed = seconds * (1 - KEPT_BACK);
  }

  /** Allows all of the time. */
  void allowLastCheck() {
    allowed = seconds;
  }

  boolean isOver() {
    return (System.nanoTime() - start) * 1e-9 > allowed;
  }
}
