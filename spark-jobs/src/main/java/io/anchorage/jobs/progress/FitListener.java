package io.anchorage.jobs.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;

/** Listens to task events and heartbeats on the driver and keeps {@link LiveCounts} up to date. */
public final class FitListener extends SparkListener {
  private final LiveCounters counters;
  private final LiveCounts counts;
  private final Set<Long> ids;

  public FitListener(LiveCounters counters, LiveCounts counts) {
    this.counters = counters;
    this.counts = counts;
    this.ids = new TreeSet<>(counters.ids());
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    counts.started(event.taskInfo().taskId(), event.taskInfo().partitionId());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    counts.ended(event.taskInfo().taskId(), Success$.MODULE$.equals(event.reason()));
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
    for (var update : CollectionConverters.asJava(event.accumUpdates())) {
      Map<Long, Object> values = new HashMap<>();
      for (AccumulableInfo info : CollectionConverters.asJava(update._4())) {
        if (ids.contains(info.id()) && info.update().isDefined()) {
          values.put(info.id(), info.update().get());
        }
      }
      if (!values.isEmpty()) {
        counts.told((Long) update._1(), counters.read(values));
        counts.fitting((Long) update._1(), counters.fitting(values));
        counts.failure(counters.example(values));
      }
    }
  }
}
