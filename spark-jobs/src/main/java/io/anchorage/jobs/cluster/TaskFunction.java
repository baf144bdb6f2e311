package io.anchorage.jobs.cluster;

import java.io.Serializable;
import org.apache.spark.TaskContext;

/** What an executor does with one task. */
@FunctionalInterface
public interface TaskFunction<T, R> extends Serializable {
  R call(T task, TaskContext context) throws Exception;
}
