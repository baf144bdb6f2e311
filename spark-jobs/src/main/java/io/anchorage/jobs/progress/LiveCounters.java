package io.anchorage.jobs.progress;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts that a running task keeps and that reach the driver with the executor's heartbeats. They
 * are for watching only: the numbers that last come from the shards.
 */
public final class LiveCounters implements Serializable {
  private static final long serialVersionUID = 1;

  private final LongAccumulator images;
  private final LongAccumulator failed;
  private final LongAccumulator scored;
  private final DoubleAccumulator psnrSum;
  private final CollectionAccumulator<String> examples;

  private LiveCounters(SparkContext spark) {
    images = spark.longAccumulator("anchorage.images");
    failed = spark.longAccumulator("anchorage.failed");
    scored = spark.longAccumulator("anchorage.scored");
    psnrSum = spark.doubleAccumulator("anchorage.psnr-sum");
    examples = spark.collectionAccumulator("anchorage.failures");
  }

  /** On the driver. */
  public static LiveCounters register(SparkContext spark) {
    return new LiveCounters(spark);
  }

  /** In the task: one field more. */
  public void scored(double psnr) {
    if (Double.isFinite(psnr)) {
      scored.add(1);
      psnrSum.add(psnr);
    }
  }

  /** In the task: one failure more, in words; the first of a task reaches the driver. */
  public void failure(String example) {
    if (examples.isZero()) {
      examples.add(example);
    }
  }

  /** In the task: one image more. */
  public void image(boolean hasFailed) {
    if (hasFailed) {
      failed.add(1);
    }
    images.add(1);
  }

  /** The accumulators' ids, which a heartbeat names them by. */
  List<Long> ids() {
    return List.of(images.id(), failed.id(), scored.id(), psnrSum.id(), examples.id());
  }

  /** What a heartbeat says of one task: values by accumulator id, those at zero left out. */
  Counts read(Map<Long, Object> values) {
    return new Counts(
        number(values.get(images.id())).longValue(),
        number(values.get(failed.id())).longValue(),
        number(values.get(scored.id())).longValue(),
        number(values.get(psnrSum.id())).doubleValue());
  }

  /** A failure that a heartbeat tells of; null if there is none. */
  String example(Map<Long, Object> values) {
    return values.get(examples.id()) instanceof List<?> list && !list.isEmpty()
        ? (String) list.get(0)
        : null;
  }

  private static Number number(Object value) {
    return value instanceof Number number ? number : 0;
  }
}
