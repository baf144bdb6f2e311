package io.anchorage.bench;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitTask;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The cost of one fit beyond its image.
 *
 * @param seconds to open it; the second of two openings counts
 * @param bytesPerPixel live heap during the JVM's first fit, after a collection, without the image
 *     but with what is allocated once per JVM. Later fits may reuse memory of earlier ones.
 */
record Footprint(double seconds, double bytesPerPixel) {
  private static final int STEPS = 2;

  static Footprint of(Engine engine, Workload workload) {
    Footprint first = open(engine, workload);
    return new Footprint(open(engine, workload).seconds(), first.bytesPerPixel());
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
        throw new IllegalStateException("The measured fit has not been stepped");
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
