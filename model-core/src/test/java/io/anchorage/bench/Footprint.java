package io.anchorage.bench;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitTask;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What one fit takes beside its image.
 *
 * @param seconds to open it, by the second of two
 * @param bytesPerPixel live heap while it is being fitted, after a collection, without the image
 */
record Footprint(double seconds, double bytesPerPixel) {
  private static final int STEPS = 2;

  static Footprint of(Engine engine, Workload workload) {
    open(engine, workload);
    return open(engine, workload);
  }

  private static Footprint open(Engine engine, Workload workload) {
    long before = live();
    long start = System.nanoTime();
    List<FitTask> tasks = List.of(new FitTask(workload.signals().get(0), 0));
    try (FitGroup group = engine.open(workload.recipe(), workload.shared(), tasks)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      group.step(STEPS);
      long after = live();
      if (group.sessions().get(0).steps() != STEPS) {
        throw new IllegalStateException("The fit that was weighed has not been stepped");
      }
      return new Footprint(seconds, (after - before) / (double) workload.points());
    } catch (BadSignalException e) {
      throw new IllegalStateException("A benchmark image cannot be fitted", e);
    }
  }

  private static long live() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
