package io.anchorage.jobs.tune;

/** The time allowed is over. */
final class OutOfTime extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutOfTime() {
    super("the time allowed is over", null, false, false);
  }
}
