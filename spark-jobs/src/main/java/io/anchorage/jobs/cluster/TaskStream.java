package io.anchorage.jobs.cluster;

import io.anchorage.UserException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
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
 * A Spark job whose results reach the driver as its tasks end, rather than when all have ended.
 * There is one partition per task and exactly one result per task, whatever is retried.
 *
 * @param <R> the type of a task's result
 */
public final class TaskStream<R> implements AutoCloseable {
  private static final long POLL_MILLIS = 200;
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  /** Receives results on the driver. */
  @FunctionalInterface
  public interface Taker<R> {
    /**
     * Receives one result.
     *
     * @param task the task's index in the list of tasks
     */
    void take(int task, R result);
  }

  /** A task's result. */
  record Ended<R>(int task, R result) {}

  /**
   * What an executor sends: a result, or the {@link UserException} that the task ended with. The
   * exception is not thrown, because Spark would retry the task three more times.
   */
  private record Outcome<R>(R result, UserException.Kind kind, String refusal)
      implements Serializable {}

  /** A result, a refusal, or the end of the job: its failure, or null if it succeeded. */
  private record Event<R>(Ended<R> ended, UserException refusal, Throwable failure) {}

  private final BlockingQueue<Event<R>> events = new LinkedBlockingQueue<>();
  private final SimpleFutureAction<BoxedUnit> action;
  private boolean over;

  private <T> TaskStream(JavaSparkContext spark, JavaRDD<T> rdd, OnExecutor<T, R> function) {
    List<Object> partitions =
        IntStream.range(0, rdd.getNumPartitions()).<Object>mapToObj(i -> i).toList();
    spark.sc().setJobDescription(function.words());
    spark.setCallSite(function.words());
    action =
        spark
            .sc()
            .submitJob(
                rdd.rdd(),
                function,
                CollectionConverters.asScala(partitions).toSeq(),
                new OnResult(),
                new Unit());
    spark.clearCallSite();
    spark.sc().setJobDescription(null);
    ExecutionContext here = ExecutionContext$.MODULE$.fromExecutor(Runnable::run);
    action.onComplete(new OnEnd(), here);
  }

  /**
   * Starts a job with one Spark task for each element of {@code tasks}, which must not be empty.
   */
  public static <T, R> TaskStream<R> start(
      JavaSparkContext spark, List<T> tasks, TaskFunction<T, R> function) {
    return new TaskStream<>(
        spark,
        spark.parallelize(List.copyOf(tasks), tasks.size()),
        new OnExecutor<>(parts -> function.call(parts.next(), TaskContext.get()), function));
  }

  /** Starts a job with one Spark task for each partition of what executors have found. */
  public static <T, R> TaskStream<R> over(
      JavaSparkContext spark, JavaRDD<T> found, TaskFunction<java.util.Iterator<T>, R> function) {
    return new TaskStream<>(
        spark,
        found,
        new OnExecutor<>(
            parts -> function.call(CollectionConverters.asJava(parts), TaskContext.get()),
            function));
  }

  /**
   * Hands over each result as its task ends, on the caller's thread, and returns when there are no
   * more. If the job is cancelled, or a task refuses, the running tasks are told to stop; results
   * that have already arrived are still handed over.
   *
   * @param callOff says whether to stop; asked about five times a second
   * @throws UserException if a task ended with one
   * @throws RuntimeException if the job failed; thrown after all results that came before the
   *     failure
   */
  public void forEach(BooleanSupplier callOff, Taker<R> taker) throws InterruptedException {
    UserException refusal = null;
    boolean stopping = false;
    long end = Long.MAX_VALUE;
    while (!over && (!stopping || System.nanoTime() < end)) {
      Ended<R> ended = null;
      try {
        ended = poll(POLL_MILLIS);
      } catch (UserException e) {
        refusal = refusal == null ? e : refusal;
      } catch (IllegalStateException e) {
        if (!stopping) {
          throw e;
        }
      }
      if (ended != null) {
        taker.take(ended.task(), ended.result());
      }
      if (!stopping && (refusal != null || callOff.getAsBoolean())) {
        stopping = true;
        end = System.nanoTime() + PATIENCE_NANOS;
        cancel();
      }
    }
    if (refusal != null) {
      throw refusal;
    }
  }

  /**
   * Waits for the next result.
   *
   * @param millis the longest time to wait
   * @return null if none came in time or if there are no more; see {@link #isOver}
   * @throws UserException if a task ended with one
   * @throws RuntimeException if the job failed; thrown after all results that came before the
   *     failure
   */
  Ended<R> poll(long millis) throws InterruptedException {
    if (over) {
      return null;
    }
    Event<R> event = events.poll(millis, TimeUnit.MILLISECONDS);
    if (event == null) {
      return null;
    }
    if (event.refusal != null) {
      throw event.refusal;
    }
    if (event.ended != null) {
      return event.ended;
    }
    over = true;
    if (event.failure != null) {
      throw SparkFailures.unwrap(event.failure);
    }
    return null;
  }

  /** Whether all results have been handed out. */
  boolean isOver() {
    return over;
  }

  /** Tells the running tasks to stop. Results that have already arrived can still be polled. */
  void cancel() {
    action.cancel();
  }

  /** Tells whatever is still running to stop. */
  @Override
  public void close() {
    if (!over) {
      cancel();
    }
  }

  /** What a task does with its partition. */
  @FunctionalInterface
  private interface Work<T, R> extends Serializable {
    R of(Iterator<T> partition) throws Exception;
  }

  private static final class OnExecutor<T, R> extends AbstractFunction1<Iterator<T>, Outcome<R>>
      implements Serializable {
    private static final long serialVersionUID = 1;

    private final Work<T, R> work;
    private final TaskFunction<?, R> function;

    OnExecutor(Work<T, R> work, TaskFunction<?, R> function) {
      this.work = work;
      this.function = function;
    }

    String words() {
      return function.words();
    }

    @Override
    public Outcome<R> apply(Iterator<T> partition) {
      try {
        return new Outcome<>(work.of(partition), null, null);
      } catch (UserException e) {
        if (function.isWorthRetrying(e)) {
          throw e;
        }
        return new Outcome<>(null, e.kind(), e.getMessage());
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("Task failed: " + e.getMessage(), e);
      }
    }
  }

  /** Runs on the scheduler's thread, so it only hands the result over and returns. */
  private final class OnResult extends AbstractFunction2<Object, Outcome<R>, BoxedUnit> {
    @Override
    public BoxedUnit apply(Object task, Outcome<R> outcome) {
      events.add(
          outcome.refusal() == null
              ? new Event<>(new Ended<>((Integer) task, outcome.result()), null, null)
              : new Event<>(null, new UserException(outcome.kind(), outcome.refusal()), null));
      return BoxedUnit.UNIT;
    }
  }

  private final class OnEnd extends AbstractFunction1<Try<BoxedUnit>, BoxedUnit> {
    @Override
    public BoxedUnit apply(Try<BoxedUnit> end) {
      events.add(new Event<>(null, null, end.isFailure() ? end.failed().get() : null));
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
