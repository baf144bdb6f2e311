package io.anchorage.jobs.config;

/**
 * How the work is cut and watched. None of it changes a field.
 *
 * @param engine auto, scalar, vector, cuda or djl
 * @param failureBudget share of the images that may fail before the job ends, in 0 .. 1
 * @param taskSeconds how long one task should take, roughly; decides how many fields a shard holds
 * @param progressSeconds seconds between two progress lines in a log
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
