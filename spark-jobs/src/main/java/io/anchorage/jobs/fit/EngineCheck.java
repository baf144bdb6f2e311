package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.ExecutorEngines;
import io.anchorage.jobs.cluster.TaskDevices;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.cluster.TaskStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/** Checks that the running executors have the engine before any work is done. */
public final class EngineCheck {
  private static final int MOST_TASKS = 64;

  private EngineCheck() {}

  /**
   * Asks the executors for their engine.
   *
   * @return an executor's description of its engine; empty in local mode
   * @throws UserException if an executor does not have the engine
   */
  public static String onExecutors(JavaSparkContext spark, String engine)
      throws InterruptedException {
    if (spark.isLocal()) {
      return "";
    }
    int tasks = Math.max(1, Math.min(MOST_TASKS, spark.defaultParallelism()));
    List<String> descriptions = new ArrayList<>();
    try (TaskStream<String> stream =
        TaskStream.start(spark, Collections.nCopies(tasks, engine), new Question())) {
      stream.forEach(() -> false, (task, description) -> descriptions.add(description));
    } catch (UserException e) {
      throw new UserException(e.kind(), "On an executor: " + e.getMessage(), e);
    }
    return descriptions.get(0);
  }

  private static final class Question implements TaskFunction<String, String> {
    private static final long serialVersionUID = 1;

    @Override
    public String words() {
      return "check engines";
    }

    @Override
    public String call(String engine, TaskContext context) {
      return ExecutorEngines.of(engine, TaskDevices.of(context)).description();
    }
  }
}
