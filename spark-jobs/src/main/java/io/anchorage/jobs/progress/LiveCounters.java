package io.anchorage.jobs.progress;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * Counters that a running task updates and that reach the driver with the executor's heartbeats.
 * They are for display only: the final numbers come from the shards.
 */
public final class LiveCounters implements Serializable {
  private static final long serialVersionUID = 1;

  private final LongAccumulator images;
  private final LongAccumulator failed;
  private final LongAccumulator scored;
  private final DoubleAccumulator psnrSum;
  private final LongAccumulator steps;
  private final DoubleAccumulator fitting;
  private final CollectionAccumulator<String> examples;

  private LiveCounters(SparkContext spark) {
    images = spark.longAccumulator("anchorage.images");
    failed = spark.longAccumulator("anchorage.failed");
    scored = spark.longAccumulator("anchorage.scored");
    psnrSum = spark.doubleAccumulator("anchorage.psnr-sum");
    steps = spark.longAccumulator("anchorage.steps");
    fitting = spark.doubleAccumulator("anchorage.fitting-psnr");
    examples = spark.collectionAccumulator("anchorage.failures");
  }

  /** Registers the counters with Spark. Called on the driver. */
  public static LiveCounters register(SparkContext spark) {
    return new LiveCounters(spark);
  }

  /**
   * Counts a fitted field. Called in the task.
   *
   * @param psnr dB; not counted unless it is finite
   */
  public void scored(double psnr) {
    FitMeters.HERE.field();
    if (Double.isFinite(psnr)) {
      scored.add(1);
      psnrSum.add(psnr);
    }
  }

  /**
   * Reports a failure's message. Called in the task; only a task's first one reaches the driver.
   */
  public void failure(String example) {
    if (examples.isZero()) {
      examples.add(example);
    }
  }

  /**
   * Counts steps of fits. Called by the threads of the task.
   *
   * @param psnr of the fit that took them, dB; NaN if not known
   */
  public void steps(long taken, double psnr) {
    FitMeters.HERE.steps(taken);
    synchronized (steps) {
      steps.add(taken);
      if (Double.isFinite(psnr)) {
        fitting.reset();
        fitting.add(psnr);
      }
    }
  }

  /** Counts a finished image. Called in the task. */
  public void image(boolean hasFailed) {
    FitMeters.HERE.image(hasFailed);
    if (hasFailed) {
      failed.add(1);
    }
    images.add(1);
  }

  /** The accumulators' ids, by which heartbeats name them. */
  List<Long> ids() {
    return List.of(
        images.id(),
        failed.id(),
        scored.id(),
        psnrSum.id(),
        steps.id(),
        fitting.id(),
        examples.id());
  }

  /**
   * Reads one task's counts from a heartbeat: values by accumulator id, where a missing one is
   * zero.
   */
  Counts read(Map<Long, Object> values) {
    return new Counts(
        number(values.get(images.id())).longValue(),
        number(values.get(failed.id())).longValue(),
        number(values.get(scored.id())).longValue(),
        number(values.get(psnrSum.id())).doubleValue(),
        number(values.get(steps.id())).longValue());
  }

  /** Reads the PSNR that a running fit has reached, dB; NaN if none has been told. */
  double fitting(Map<Long, Object> values) {
    return values.get(fitting.id()) instanceof Number psnr && psnr.doubleValue() != 0
        ? psnr.doubleValue()
        : Double.NaN;
  }

  /** Reads the failure message from a heartbeat; null if there is none. */
  String example(Map<Long, Object> values) {
    return values.get(examples.id()) instanceof List<?> list && !list.isEmpty()
        ? (String) list.get(0)
        : null;
  }

  private static Number number(Object value) {
    return value instanceof Number number ? number : 0;
  }
}
