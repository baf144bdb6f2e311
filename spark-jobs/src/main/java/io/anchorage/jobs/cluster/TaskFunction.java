package io.anchorage.jobs.cluster;

import io.anchorage.UserException;
import java.io.Serializable;
import org.apache.spark.TaskContext;

/** The function that an executor applies to each task. */
@FunctionalInterface
public interface TaskFunction<T, R> extends Serializable {
  R call(T task, TaskContext context) throws Exception;

  /**
   * Whether Spark should retry a task that ended with a user's error, because another attempt, or
   * another machine, may succeed. By default the first such error ends the job, because nothing
   * that the user has to fix changes between attempts.
   */
  default boolean isWorthRetrying(UserException error) {
    return false;
  }

  /** What the tasks do, in a few words: the name of the job and its stage on Spark's pages. */
  default String words() {
    return "other work";
  }
}
