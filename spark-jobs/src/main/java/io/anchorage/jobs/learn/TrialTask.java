package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.ExecutorTorch;
import io.anchorage.jobs.cluster.LatestProgress;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.Serializable;
import org.apache.spark.TaskContext;

/** One training as a Spark task. */
final class TrialTask implements TaskFunction<Trial, TrialTask.End> {
  private static final long serialVersionUID = 1;

  private final StorageFolder input;
  private final StorageFolder output;
  private final LatestProgress<TrialProgress> latest;

  /**
   * What a task sends to the driver: a result, or the refusal of something that the user can put
   * right, or neither if it was called off. A refusal is no exception, because Spark would try a
   * failed task three times more.
   */
  record End(TrialResult result, UserException.Kind kind, String refusal) implements Serializable {}

  TrialTask(StorageFolder input, StorageFolder output, LatestProgress<TrialProgress> latest) {
    this.input = input;
    this.output = output;
    this.latest = latest;
  }

  @Override
  public End call(Trial trial, TaskContext context) {
    try {
      TrialResult result =
          ExecutorTorch.withRoom(
              trial.job().clouds().memoryBytes(),
              () ->
                  context.isInterrupted()
                      ? null
                      : new TrialRun(
                              ExecutorTorch.get(),
                              trial,
                              trial.open(input),
                              output.below(trial.folder()))
                          .run(
                              at -> latest.add(new LatestProgress.Word<>(trial.number(), at)),
                              context::isInterrupted));
      return new End(result, null, null);
    } catch (UserException e) {
      return new End(null, e.kind(), e.getMessage());
    }
  }
}
