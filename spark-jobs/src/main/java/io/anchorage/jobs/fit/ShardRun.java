package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.Interruption;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.cluster.TaskThreads;
import io.anchorage.jobs.progress.Counts;
import io.anchorage.jobs.progress.FitListener;
import io.anchorage.jobs.progress.FitProgress;
import io.anchorage.jobs.progress.LiveCounters;
import io.anchorage.jobs.progress.LiveCounts;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.table.TablePublisher;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a plan's tasks and publishes each shard as soon as its task ends, so that a killed driver
 * loses only the tasks in flight. Can be used only once.
 */
final class ShardRun {
  private static final Logger LOG = LoggerFactory.getLogger(ShardRun.class);
  private static final long LOOK_MILLIS = 50;
  private static final long QUIET_NANOS = 10_000_000_000L;

  /** How long tasks may take to hand over what they have once the budget is exceeded. */
  private static final long STOP_NANOS = 60_000_000_000L;

  private final JavaSparkContext spark;
  private final TablePublisher publisher;
  private final FailureBudget budget;
  private final Interruption interruption;
  private final PrintStream out;
  private final String table;
  private final String unit;
  private final LiveCounts counts = new LiveCounts();
  private final RunRecorder recorder = new RunRecorder();
  private final Set<String> engines = new TreeSet<>();
  private final List<TaskResult.Place> places = new ArrayList<>();
  private final long start = System.nanoTime();
  private long failedWhenStopped;
  private StopSign stop;
  private long cancelAt = Long.MAX_VALUE;
  private long fields;
  private final ScoreMeans scores = new ScoreMeans();

  ShardRun(
      JavaSparkContext spark,
      TablePublisher publisher,
      FailureBudget budget,
      Interruption interruption,
      PrintStream out,
      String table,
      String unit) {
    this.spark = spark;
    this.publisher = publisher;
    this.budget = budget;
    this.interruption = interruption;
    this.out = out;
    this.table = table;
    this.unit = unit;
  }

  /**
   * Runs the tasks. Returns when all have ended or been cancelled, after handing everything that
   * was done to the publisher.
   *
   * @throws UserException if the failure budget is exceeded, or an executor cannot work
   */
  void run(FitSetup setup, TaskPlan plan, int progressSeconds) throws InterruptedException {
    if (plan.tasks().isEmpty()) {
      return;
    }
    stop = setup.stop();
    LiveCounters live = LiveCounters.register(spark.sc());
    int threads = TaskThreads.each(spark, plan.tasks().size());
    FitListener listener = new FitListener(live, counts);
    Broadcast<FitSetup> shared = spark.broadcast(setup);
    spark.sc().addSparkListener(listener);
    ProgressDisplay display =
        ProgressDisplay.show(
            out,
            Terminal.isInteractive(),
            progressSeconds,
            new FitProgress(counts, plan.images(), unit, steps(setup, plan)));
    try (TaskStream<TaskResult> stream =
        TaskStream.start(spark, plan.tasks(), new ShardTask(shared, live, threads))) {
      stream.forEach(this::mustStop, this::accept);
    } finally {
      awaitQuiet();
      display.close();
      spark.sc().removeSparkListener(listener);
      // Waits for the answers: executors that are asked while the context stops fill the log with
      // errors.
      shared.unpersist(true);
    }
    long failed = Math.max(failedWhenStopped, counts().failed());
    if (budget.isExceededBy(failed)) {
      throw budget.exceeded(failed, counts.example(), table);
    }
  }

  /** The steps of all fits that the plan's tasks take at most. */
  private static double steps(FitSetup setup, TaskPlan plan) {
    return (double) plan.images() * setup.recipe().repeats() * setup.recipe().stop().steps();
  }

  /**
   * Waits for cancelled tasks, which notice only between steps; Spark is not stopped before then.
   */
  private void awaitQuiet() throws InterruptedException {
    long end = System.nanoTime() + QUIET_NANOS;
    while (counts.attempts() > 0 && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private boolean mustStop() {
    failedWhenStopped = Math.max(failedWhenStopped, counts.total().failed());
    if (budget.isExceededBy(failedWhenStopped) && cancelAt == Long.MAX_VALUE) {
      cancelAt = System.nanoTime() + (stop.raise() ? STOP_NANOS : 0);
    }
    return interruption.requested()
        || (cancelAt != Long.MAX_VALUE && System.nanoTime() - cancelAt > 0);
  }

  private void accept(int task, TaskResult done) {
    if (done.shard().fieldRows() + done.shard().failureRows() > 0) {
      publisher.publish(done.shard());
    }
    counts.published(task, done.counts());
    counts.failure(done.failure());
    fields += done.shard().fieldRows();
    scores.add(done.scores());
    recorder.add(done, seconds(), counts.published());
    engines.add(done.engine());
    if (!spark.isLocal() && !places.contains(done.place())) {
      places.add(done.place());
      LOG.info(
          "Executor {} on {} fits with engine {}, GPU addresses {}",
          done.place().executor(),
          done.place().host(),
          done.engine(),
          done.place().gpus());
    }
  }

  /** Returns the counts of what was published. */
  Counts counts() {
    return counts.published();
  }

  long fields() {
    return fields;
  }

  /** Returns the mean scores of the published fields. */
  ScoreMeans scores() {
    return scores;
  }

  /** Returns how the tasks whose shards were published spent their time. */
  Phases phases() {
    return recorder.phases();
  }

  /** Returns how the run went until now. */
  RunRecord record() {
    return recorder.record();
  }

  List<String> engines() {
    return List.copyOf(engines);
  }

  /** Returns the seconds since this object was created. */
  double seconds() {
    return (System.nanoTime() - start) * 1e-9;
  }
}
