package io.anchorage.jobs.config;

/**
 * How a run goes about its work and is monitored. None of this decides what a fit gives.
 *
 * @param engine auto, scalar, vector, cuda or djl
 * @param failureBudget fraction of the images that may fail before the job stops, in [0, 1]
 * @param changedImages what happens to fields whose images have other pixels than when they were
 *     fitted
 * @param pruneBudget fraction of the table's images that one run may take out because the dataset
 *     no longer has them, in [0, 1]
 * @param taskSeconds approximate duration of one task in seconds; determines how many fields a
 *     shard holds
 * @param progressSeconds seconds between progress lines in a log
 */
public record RunConfig(
    String engine,
    double failureBudget,
    ChangedImages changedImages,
    double pruneBudget,
    int taskSeconds,
    int progressSeconds) {
  /** What happens to fields whose images have other pixels than when they were fitted. */
  public enum ChangedImages {
    /** The run ends with an error before anything is fitted. */
    REFUSE,
    /** The fields stay, and the summary counts them. */
    KEEP,
    /** The fields are taken out of the table and the images are fitted again. */
    REFIT
  }

  public RunConfig {
    if (!(failureBudget >= 0 && failureBudget <= 1)) {
      throw new IllegalArgumentException("failureBudget must be in 0 .. 1: " + failureBudget);
    }
    if (!(pruneBudget >= 0 && pruneBudget <= 1)) {
      throw new IllegalArgumentException("pruneBudget must be in 0 .. 1: " + pruneBudget);
    }
    if (taskSeconds < 1) {
      throw new IllegalArgumentException("taskSeconds must be at least 1: " + taskSeconds);
    }
    if (progressSeconds < 1) {
      throw new IllegalArgumentException("progressSeconds must be at least 1: " + progressSeconds);
    }
  }

  public static RunConfig defaults() {
    return new RunConfig("auto", 0.01, ChangedImages.REFUSE, 0.5, 30, 10);
  }
}
