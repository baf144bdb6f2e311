package io.anchorage.jobs.cluster;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.Iterator;
import scala.concurrent.ExecutionContext;
import scala.concurrent.ExecutionContext$;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * A Spark job whose results come to the driver as its tasks end, not when all have: one partition a
 * task, one result a task, exactly once whatever is retried.
 *
 * @param <R> what a task returns
 */
public final class TaskStream<R> implements AutoCloseable {
  /**
   * A task's result.
   *
   * @param task its number in the list
   */
  public record Ended<R>(int task, R result) {}

  private record Event<R>(Ended<R> ended, Throwable failure) {}

  private final BlockingQueue<Event<R>> events = new LinkedBlockingQueue<>();
  private final SimpleFutureAction<BoxedUnit> action;
  private boolean over;

  private TaskStream(
      JavaSparkContext spark, List<?> tasks, AbstractFunction1<Iterator<Object>, R> function) {
    var rdd = spark.<Object>parallelize(List.copyOf(tasks), tasks.size()).rdd();
    List<Object> partitions = IntStream.range(0, tasks.size()).<Object>mapToObj(i -> i).toList();
    action =
        spark
            .sc()
            .submitJob(
                rdd,
                function,
                CollectionConverters.asScala(partitions).toSeq(),
                new OnResult(),
                new Unit());
    ExecutionContext here = ExecutionContext$.MODULE$.fromExecutor(Runnable::run);
    action.onComplete(new OnEnd(), here);
  }

  /** Starts a job with one Spark task for each of {@code tasks}, at least one. */
  public static <T, R> TaskStream<R> start(
      JavaSparkContext spark, List<T> tasks, TaskFunction<T, R> function) {
    return new TaskStream<>(spark, tasks, new OnExecutor<>(function));
  }

  /**
   * The next result.
   *
   * @return null if none came in time, or if there are no more: see {@link #isOver}
   * @throws RuntimeException the job's failure, after all results that came before it
   */
  public Ended<R> poll(long millis) throws InterruptedException {
    if (over) {
      return null;
    }
    Event<R> event = events.poll(millis, TimeUnit.MILLISECONDS);
    if (event == null || event.ended != null) {
      return event == null ? null : event.ended;
    }
    over = true;
    if (event.failure != null) {
      throw SparkFailures.unwrap(event.failure);
    }
    return null;
  }

  /** Whether all results have been handed out. */
  public boolean isOver() {
    return over;
  }

  /** Calls the running tasks off; results that are there already can still be polled. */
  public void cancel() {
    action.cancel();
  }

  /** Calls off what still runs. */
  @Override
  public void close() {
    if (!over) {
      cancel();
    }
  }

  private static final class OnExecutor<T, R> extends AbstractFunction1<Iterator<Object>, R>
      implements Serializable {
    private static final long serialVersionUID = 1;

    private final TaskFunction<T, R> function;

    OnExecutor(TaskFunction<T, R> function) {
      this.function = function;
    }

    @Override
    @SuppressWarnings("unchecked")
    public R apply(Iterator<Object> tasks) {
      try {
        return function.call((T) tasks.next(), TaskContext.get());
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("Task failed: " + e.getMessage(), e);
      }
    }
  }

  /** Runs on the scheduler's thread: hands over and returns at once. */
  private final class OnResult extends AbstractFunction2<Object, R, BoxedUnit> {
    @Override
    public BoxedUnit apply(Object task, R result) {
      events.add(new Event<>(new Ended<>((Integer) task, result), null));
      return BoxedUnit.UNIT;
    }
  }

  private final class OnEnd extends AbstractFunction1<Try<BoxedUnit>, BoxedUnit> {
    @Override
    public BoxedUnit apply(Try<BoxedUnit> end) {
      events.add(new Event<>(null, end.isFailure() ? end.failed().get() : null));
      return BoxedUnit.UNIT;
    }
  }

  private static final class Unit extends AbstractFunction0<BoxedUnit> {
    @Override
    public BoxedUnit apply() {
      return BoxedUnit.UNIT;
    }
  }
}
