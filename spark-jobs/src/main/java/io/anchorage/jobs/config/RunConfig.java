package io.anchorage.jobs.config;

/**
 * How the work is divided and monitored. None of this changes a field.
 *
 * @param engine auto, scalar, vector, cuda or djl
 * @param failureBudget fraction of the images that may fail before the job stops, in [0, 1]
 * @param taskSeconds approximate duration of one task in seconds; determines how many fields a
 *     shard holds
 * @param progressSeconds seconds between progress lines in a log
 */
public record RunConfig(String engine, double failureBudget, int taskSeconds, int progressSeconds) {
  public RunConfig {
    if (!(failureBudget >= 0 && failureBudget <= 1)) {
      throw new IllegalArgumentException("failureBudget must be in 0 .. 1: " + failureBudget);
    }
    if (taskSeconds < 1) {
      throw new IllegalArgumentException("taskSeconds must be at least 1: " + taskSeconds);
    }
    if (progressSeconds < 1) {
      throw new IllegalArgumentException("progressSeconds must be at least 1: " + progressSeconds);
    }
  }

  public static RunConfig defaults() {
    return new RunConfig("auto", 0.01, 30, 10);
  }
}
