package io.anchorage.jobs.cluster;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.util.AccumulatorV2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The latest progress that each long task reported. It reaches the driver with the executors'
 * heartbeats and is for display only. Thread-safe: heartbeats read it while a task writes.
 *
 * @param <P> the type of a progress report, immutable
 */
public final class LatestProgress<P extends Serializable>
    extends AccumulatorV2<LatestProgress.Word<P>, Map<Integer, P>> {
  private static final long serialVersionUID = 1;

  private final HashMap<Integer, P> latest = new HashMap<>();

  /**
   * One task's progress.
   *
   * @param task the task's number in its job
   */
  public record Word<P>(int task, P progress) {}

  /**
   * Returns a listener that receives the tasks' progress on the driver.
   *
   * @param told called with a task's number and its progress, on Spark's listener thread
   */
  public SparkListener listener(BiConsumer<Integer, P> told) {
    long accumulator = id();
    return new SparkListener() {
      @Override
      @SuppressWarnings("unchecked")
      public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
        for (var update : CollectionConverters.asJava(event.accumUpdates())) {
          for (AccumulableInfo info : CollectionConverters.asJava(update._4())) {
            if (info.id() == accumulator
                && info.update().isDefined()
                && info.update().get() instanceof Map<?, ?> words) {
              words.forEach((task, word) -> told.accept((Integer) task, (P) word));
            }
          }
        }
      }
    };
  }

  @Override
  public boolean isZero() {
    synchronized (latest) {
      return latest.isEmpty();
    }
  }

  @Override
  public LatestProgress<P> copy() {
    LatestProgress<P> copy = new LatestProgress<>();
    copy.latest.putAll(value());
    return copy;
  }

  @Override
  public void reset() {
    synchronized (latest) {
      latest.clear();
    }
  }

  @Override
  public void add(Word<P> word) {
    synchronized (latest) {
      latest.put(word.task(), word.progress());
    }
  }

  @Override
  public void merge(AccumulatorV2<Word<P>, Map<Integer, P>> other) {
    Map<Integer, P> words = other.value();
    synchronized (latest) {
      latest.putAll(words);
    }
  }

  @Override
  public Map<Integer, P> value() {
    synchronized (latest) {
      return new HashMap<>(latest);
    }
  }
}
