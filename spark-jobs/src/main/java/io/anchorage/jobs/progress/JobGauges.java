package io.anchorage.jobs.progress;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The progress of the job that this driver runs, for whoever watches it. Thread-safe. */
final class JobGauges {
  /** All gauges that are read together show one moment. */
  private static final long MOMENT_NANOS = 500_000_000L;

  private static final Snapshot NOTHING = Snapshot.of("nothing", "", 0, 0, 0, Double.NaN);
  private static final JobGauges HERE = new JobGauges();

  private Supplier<?> shown = () -> NOTHING;
  private Snapshot latest = NOTHING;
  private long asked = System.nanoTime() - MOMENT_NANOS;

  private JobGauges() {}

  /** Shows the progress of a job in the place of what was shown before. */
  static void show(Supplier<?> progress) {
    HERE.showOne(progress);
  }

  static void register(MetricRegistry registry) {
    registry.register("job.done", gauge(Snapshot::done));
    registry.register("job.of", gauge(Snapshot::of));
    registry.register("job.failed", gauge(Snapshot::failed));
    registry.register("job.per_second", gauge(Snapshot::perSecond));
    registry.register("job.seconds_left", gauge(Snapshot::secondsLeft));
    registry.register("job.psnr", gauge(Snapshot::meanPsnr));
  }

  private static Gauge<Double> gauge(ToDoubleFunction<Snapshot> value) {
    return () -> value.applyAsDouble(HERE.latest());
  }

  private synchronized void showOne(Supplier<?> progress) {
    shown = progress;
    asked = System.nanoTime() - MOMENT_NANOS;
  }

  /** The latest progress; none if what runs does not count. */
  private synchronized Snapshot latest() {
    long now = System.nanoTime();
    if (now - asked >= MOMENT_NANOS) {
      asked = now;
      latest = shown.get() instanceof Snapshot snapshot ? snapshot : NOTHING;
    }
    return latest;
  }
}
