package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.TaskStream.Ended;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Asks the executors that are there whether they have an engine, before any work is done. */
final class EngineCheck {
  private static final int MOST_TASKS = 64;

  private EngineCheck() {}

  /**
   * @throws UserException if an executor does not have the engine
   */
  static void onExecutors(JavaSparkContext spark, String engine) throws InterruptedException {
    if (spark.isLocal()) {
      return;
    }
    int tasks = Math.max(1, Math.min(MOST_TASKS, spark.defaultParallelism()));
    List<String> names = Collections.nCopies(tasks, engine);
    try (TaskStream<String> stream =
        TaskStream.start(spark, names, (name, context) -> missing(name))) {
      while (!stream.isOver()) {
        Ended<String> ended = stream.poll(1000);
        if (ended != null && !ended.result().isEmpty()) {
          throw new UserException(UserException.Kind.ENGINE, "On an executor: " + ended.result());
        }
      }
    }
  }

  private static String missing(String engine) {
    try {
      ExecutorEngines.of(engine);
      return "";
    } catch (UserException e) {
      return e.getMessage();
    }
  }
}
