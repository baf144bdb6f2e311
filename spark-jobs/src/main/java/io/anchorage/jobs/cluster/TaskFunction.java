package io.anchorage.jobs.cluster;

import io.anchorage.UserException;
import java.io.Serializable;
import org.apache.spark.TaskContext;

/** What an executor does with one task. */
@FunctionalInterface
public interface TaskFunction<T, R> extends Serializable {
  R call(T task, TaskContext context) throws Exception;

  /**
   * Whether Spark should try a task again that ended with a user's error: where another attempt, or
   * another machine, may fare better. Without that the first such error ends the job, because
   * nothing that the user has to put right changes between attempts.
   */
  default boolean isWorthRetrying(UserException error) {
    return false;
  }
}
