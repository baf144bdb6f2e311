package io.anchorage.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * The share of the cores that other programs, and other guests of the same host, take during a
 * measurement. Rates measured beside them mean little, above all those of {@code djl}, whose
 * threads wait for each other.
 */
public final class OtherLoad {
  /** A larger share of the cores makes the machine busy. */
  static final double BUSY = 0.03;

  private static final Path STATISTICS = Path.of("/proc/stat");

  /** Linux reports times in hundredths of a second, whatever its own clock. */
  private static final double NANOS_PER_TICK = 1e7;

  /** Fields of the {@code cpu} line that are not idle: user, nice, system, irq, softirq, steal. */
  private static final int[] WORKING = {1, 2, 3, 6, 7, 8};

  private final long start = System.nanoTime();
  private final OptionalDouble before = others();

  /** The share of all cores since this object was made; empty if the system does not report it. */
  public OptionalDouble share() {
    OptionalDouble now = others();
    if (before.isEmpty() || now.isEmpty()) {
      return OptionalDouble.empty();
    }
    double cores = Runtime.getRuntime().availableProcessors();
    double taken = now.getAsDouble() - before.getAsDouble();
    return OptionalDouble.of(Math.max(0, taken / (System.nanoTime() - start) / cores));
  }

  /** CPU time of all cores in nanoseconds, excluding this process, since some point in time. */
  private static OptionalDouble others() {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)
        || !Files.isReadable(STATISTICS)) {
      return OptionalDouble.empty();
    }
    try {
      String[] fields = Files.readAllLines(STATISTICS).get(0).split(" +", -1);
      double ticks = 0;
      for (int field : WORKING) {
        ticks += Long.parseLong(fields[field]);
      }
      return OptionalDouble.of(ticks * NANOS_PER_TICK - system.getProcessCpuTime());
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
