package io.anchorage.jobs.fit;

import io.anchorage.jobs.progress.Counts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects a run's record while its tasks hand over their shards. */
final class RunRecorder {
  /** So that a run of any length has a short record. */
  private static final int MOST_MOMENTS = 400;

  private final Map<TaskResult.Place, RunRecord.Executor> executors = new LinkedHashMap<>();
  private final List<RunRecord.Moment> moments = new ArrayList<>();
  private Phases phases = Phases.NONE;

  /**
   * Adds what a task did.
   *
   * @param seconds since the run began to fit
   * @param published counts of all that was published, this task's shard included
   */
  void add(TaskResult done, double seconds, Counts published) {
    phases = phases.plus(done.phases());
    executors.merge(
        done.place(),
        new RunRecord.Executor(
            done.place().executor(),
            done.place().host(),
            done.engine(),
            done.shard().fieldRows(),
            done.phases().total()),
        RunRecorder::sum);
    moments.add(new RunRecord.Moment(seconds, published.images(), published.meanPsnr()));
    if (moments.size() == MOST_MOMENTS) {
      thin();
    }
  }

  private static RunRecord.Executor sum(RunRecord.Executor a, RunRecord.Executor b) {
    return new RunRecord.Executor(
        a.name(), a.host(), a.engine(), a.fields() + b.fields(), a.seconds() + b.seconds());
  }

  /** Keeps every second moment. */
  private void thin() {
    for (int i = 0; i < MOST_MOMENTS / 2; i++) {
      moments.set(i, moments.get(2 * i + 1));
    }
    moments.subList(MOST_MOMENTS / 2, MOST_MOMENTS).clear();
  }

  Phases phases() {
    return phases;
  }

  RunRecord record() {
    return new RunRecord(phases, List.copyOf(executors.values()), moments);
  }
}
