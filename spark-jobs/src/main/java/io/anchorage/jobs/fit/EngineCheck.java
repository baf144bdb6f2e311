package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.ExecutorEngines;
import io.anchorage.jobs.cluster.TaskDevices;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.cluster.TaskStream.Ended;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Asks the executors that are there whether they have an engine, before any work is done. */
final class EngineCheck {
  private static final int MOST_TASKS = 64;

  private EngineCheck() {}

  /** What an executor says of the engine: its description, or why it is missing. */
  private record Answer(String description, String missing) implements Serializable {}

  /**
   * @return an executor's description of its engine; empty in local mode
   * @throws UserException if an executor does not have the engine
   */
  static String onExecutors(JavaSparkContext spark, String engine) throws InterruptedException {
    if (spark.isLocal()) {
      return "";
    }
    String description = "";
    int tasks = Math.max(1, Math.min(MOST_TASKS, spark.defaultParallelism()));
    List<String> names = Collections.nCopies(tasks, engine);
    try (TaskStream<Answer> stream =
        TaskStream.start(spark, names, (name, context) -> ask(name, TaskDevices.of(context)))) {
      while (!stream.isOver()) {
        Ended<Answer> ended = stream.poll(1000);
        if (ended == null) {
          continue;
        }
        if (!ended.result().missing().isEmpty()) {
          throw new UserException(
              UserException.Kind.ENGINE, "On an executor: " + ended.result().missing());
        }
        description = ended.result().description();
      }
    }
    return description;
  }

  private static Answer ask(String engine, List<String> devices) {
    try {
      return new Answer(ExecutorEngines.of(engine, devices).description(), "");
    } catch (UserException e) {
      return new Answer("", e.getMessage());
    }
  }
}
