package io.anchorage.jobs.learn;

import io.anchorage.jobs.cluster.ExecutorTorch;
import io.anchorage.jobs.cluster.LatestProgress;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.Serializable;
import org.apache.spark.TaskContext;

/** One training run as a Spark task. */
final class TrialTask implements TaskFunction<TrialTask.Work, TrialResult> {
  private static final long serialVersionUID = 1;

  private final StorageFolder input;
  private final StorageFolder output;
  private final TableContent content;
  private final LatestProgress<TrialProgress> latest;

  /**
   * One task's work.
   *
   * @param last the folder of the model whose weights this one begins with; null to begin anew
   */
  record Work(Trial trial, StorageFolder last) implements Serializable {}

  /**
   * @param content what the table must hold still when the task opens it
   */
  TrialTask(
      StorageFolder input,
      StorageFolder output,
      TableContent content,
      LatestProgress<TrialProgress> latest) {
    this.input = input;
    this.output = output;
    this.content = content;
    this.latest = latest;
  }

  @Override
  public String words() {
    return "train models";
  }

  /** The training run's result; null if it was cancelled. */
  @Override
  public TrialResult call(Work work, TaskContext context) {
    Trial trial = work.trial();
    return ExecutorTorch.withRoom(
        trial.job().clouds().memoryBytes(),
        () -> context.isInterrupted() ? null : run(work, context));
  }

  private TrialResult run(Work work, TaskContext context) {
    Trial trial = work.trial();
    SampleTable table = trial.open(input);
    table.require(content);
    return new TrialRun(
            ExecutorTorch.get(), trial, table, output.below(trial.folder()), work.last())
        .run(
            at -> latest.add(new LatestProgress.Word<>(trial.number(), at)),
            context::isInterrupted);
  }
}
