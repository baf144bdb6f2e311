package io.anchorage.jobs.fit;

import org.apache.spark.api.java.JavaSparkContext;

/** Fits a dataset of images into a field table: the job behind the {@code fit} command. */
public final class FitJob {
  private FitJob() {}

  /**
   * Runs one request and returns when its fields are published.
   *
   * @throws io.anchorage.UserException for everything that the user can put right
   */
  public static FitReport run(JavaSparkContext spark, FitRequest request) {
    if (spark.sc().isStopped()) {
      throw new IllegalStateException("The Spark context is stopped");
    }
    throw new UnsupportedOperationException("fit is not wired yet: " + request.output());
  }
}
