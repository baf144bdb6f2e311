package io.anchorage.jobs.cluster;

import io.anchorage.UserException;

/** Takes what was meant out of what Spark wrapped around it. */
final class SparkFailures {
  private SparkFailures() {}

  /** The {@link UserException} among the causes, if there is one; else the failure itself. */
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
