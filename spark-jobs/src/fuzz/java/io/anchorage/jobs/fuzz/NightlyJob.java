package io.anchorage.jobs.fuzz;

import io.anchorage.jobs.fit.FitRequest.Mode;
import org.apache.spark.api.java.JavaSparkContext;

/** A job that brings a table up to date with a dataset, night after night. */
interface NightlyJob {
  /** The name of its row in a table of results. */
  String name();

  /** Runs it once. */
  void run(JavaSparkContext spark, Night night);

  /**
   * One run.
   *
   * @param input the dataset
   * @param output the table, on any disk
   * @param partitions number of tasks; 0 leaves it to the job
   * @param prune whether what belongs to images that are gone is taken out
   */
  record Night(String input, String output, int partitions, Mode mode, boolean prune) {
    /** The run that makes a table at once. */
    static Night clean(String input, String output) {
      return new Night(input, output, 0, Mode.CREATE, false);
    }
  }
}
