package io.anchorage.jobs.cluster;

import org.apache.spark.api.java.JavaSparkContext;

/**
 * How many threads a task may use: those that Spark gives it ({@code spark.task.cpus}), and in
 * local mode also those of slots that have no task, so that a single large image is fitted on all
 * cores. On a cluster, idle cores of an executor may be given to other tasks at any moment.
 */
public final class TaskThreads {
  private TaskThreads() {}

  /** Tasks that run at once. */
  public static int slots(JavaSparkContext spark) {
    return Math.max(1, spark.defaultParallelism() / cpus(spark));
  }

  /**
   * Threads of each task.
   *
   * @param tasks of the job, at least 1
   */
  public static int each(JavaSparkContext spark, int tasks) {
    int cpus = cpus(spark);
    return spark.isLocal() ? Math.max(cpus, slots(spark) * cpus / tasks) : cpus;
  }

  private static int cpus(JavaSparkContext spark) {
    return spark.getConf().getInt("spark.task.cpus", 1);
  }
}
