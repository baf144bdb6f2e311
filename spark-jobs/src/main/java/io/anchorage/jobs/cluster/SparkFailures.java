package io.anchorage.jobs.cluster;

import io.anchorage.UserException;

/** Finds the original exception inside those that Spark wraps around it. */
final class SparkFailures {
  private SparkFailures() {}

  /**
   * Returns the {@link UserException} among the causes if there is one, otherwise the failure
   * itself.
   */
  static RuntimeException unwrap(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException user) {
        return user;
      }
    }
    return failure instanceof RuntimeException e
        ? e
        : new IllegalStateException("The Spark job failed: " + failure.getMessage(), failure);
  }
}
