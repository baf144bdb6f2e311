package io.anchorage.jobs.progress;

import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;

/** What the fits of this process have done since it began, for whoever watches it. Thread-safe. */
final class FitMeters {
  static final FitMeters HERE = new FitMeters();

  private final Meter fields = new Meter();
  private final Meter images = new Meter();
  private final Meter failures = new Meter();
  private final Meter steps = new Meter();

  private FitMeters() {}

  void field() {
    fields.mark();
  }

  void image(boolean hasFailed) {
    images.mark();
    if (hasFailed) {
      failures.mark();
    }
  }

  void steps(long taken) {
    steps.mark(taken);
  }

  void register(MetricRegistry registry) {
    registry.register("fields", fields);
    registry.register("images", images);
    registry.register("failures", failures);
    registry.register("steps", steps);
  }
}
