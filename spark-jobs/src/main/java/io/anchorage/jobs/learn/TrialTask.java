package io.anchorage.jobs.learn;

import io.anchorage.jobs.cluster.ExecutorTorch;
import io.anchorage.jobs.cluster.LatestProgress;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.storage.StorageFolder;
import org.apache.spark.TaskContext;

/** One training run as a Spark task. */
final class TrialTask implements TaskFunction<Trial, TrialResult> {
  private static final long serialVersionUID = 1;

  private final StorageFolder input;
  private final StorageFolder output;
  private final LatestProgress<TrialProgress> latest;

  TrialTask(StorageFolder input, StorageFolder output, LatestProgress<TrialProgress> latest) {
    this.input = input;
    this.output = output;
    this.latest = latest;
  }

  /** The training run's result; null if it was cancelled. */
  @Override
  public String words() {
    return "train models";
  }

  @Override
  public TrialResult call(Trial trial, TaskContext context) {
    return ExecutorTorch.withRoom(
        trial.job().clouds().memoryBytes(),
        () ->
            context.isInterrupted()
                ? null
                : new TrialRun(
                        ExecutorTorch.get(), trial, trial.open(input), output.below(trial.folder()))
                    .run(
                        at -> latest.add(new LatestProgress.Word<>(trial.number(), at)),
                        context::isInterrupted));
  }
}
