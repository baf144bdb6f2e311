package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.fit.Cancellation;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Fitter;
import io.anchorage.fit.ForkTeam;
import io.anchorage.jobs.cluster.ExecutorEngines;
import io.anchorage.jobs.cluster.TaskDevices;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.progress.LiveCounters;
import io.anchorage.jobs.table.shard.ShardWriter;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits the images of one task and writes them as one shard; runs on an executor. */
final class ShardTask implements TaskFunction<PlannedTask, TaskResult> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(ShardTask.class);

  private final Broadcast<FitSetup> setup;
  private final LiveCounters live;
  private final int threads;

  ShardTask(Broadcast<FitSetup> setup, LiveCounters live, int threads) {
    this.setup = setup;
    this.live = live;
    this.threads = threads;
  }

  @Override
  public TaskResult call(PlannedTask task, TaskContext context) throws InterruptedException {
    FitSetup common = setup.value();
    TaskResult.Place place = place(context);
    LOG.debug(
        "Task {} attempt {} on executor {} of {}: {} images, {} threads, GPU addresses {}",
        context.partitionId(),
        context.attemptNumber(),
        place.executor(),
        place.host(),
        task.size(),
        threads,
        place.gpus());
    try {
      return fit(common, task, place, context);
    } catch (CancellationException e) {
      throw new TaskKilledException("called off");
    }
  }

  @Override
  public String words() {
    return "fit images";
  }

  /** Returns whether a retry may succeed: storage may recover, or another machine may have room. */
  @Override
  public boolean isWorthRetrying(UserException error) {
    return error.kind() == UserException.Kind.OUTPUT || error.kind() == UserException.Kind.INPUT;
  }

  private TaskResult fit(
      FitSetup common, PlannedTask task, TaskResult.Place place, TaskContext context)
      throws InterruptedException {
    Engine engine = common.targets().engine(ExecutorEngines.of(common.engine(), place.gpus()));
    AtomicBoolean given = new AtomicBoolean();
    Cancellation cancellation = () -> given.get() || context.isInterrupted();
    WorkReader work =
        new WorkReader(
            common.source().read(task.items()), common.targets(), common.recipe().repeats());
    ForkTeam team = new ForkTeam(Math.max(threads, engine.groupsInFlight()), "anchorage-fit");
    Fitter fitter =
        new Fitter(engine, common.recipe(), common.shared(), cancellation, team)
            .monitoredBy(live::steps);
    String name = "r%03d-%05d".formatted(common.run(), context.partitionId());
    try (ShardWriter writer = ShardWriter.open(common.shards(), name);
        OrderedFits fits = new OrderedFits(work, fitter, team)) {
      try {
        ShardRows rows = new ShardRows(common, writer, engine.name(), live);
        long writing = 0;
        for (List<Work.Done> next = fits.next(); !next.isEmpty(); next = fits.next()) {
          long start = System.nanoTime();
          next.forEach(rows::add);
          writing += System.nanoTime() - start;
          if (context.isInterrupted()) {
            throw new CancellationException("the task was called off");
          }
          if (common.stop().isRaised()) {
            break;
          }
        }
        long written = writing;
        long end = System.nanoTime();
        return rows.finish(
            () ->
                Phases.of(
                    fits.readSeconds(), fitter.times(), (written + System.nanoTime() - end) * 1e-9),
            place);
      } finally {
        given.set(true);
      }
    }
  }

  /** Returns where this task runs, with the GPUs that Spark gave it if its engine uses one. */
  private static TaskResult.Place place(TaskContext context) {
    SparkEnv env = SparkEnv.get();
    return new TaskResult.Place(
        env.executorId(), env.blockManager().blockManagerId().host(), TaskDevices.of(context));
  }
}
