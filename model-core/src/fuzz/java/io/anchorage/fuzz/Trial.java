package io.anchorage.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * What became of one file.
 *
 * @param refused whether it was refused by a declared exception
 * @param problem what must not happen and did; empty if nothing
 * @param bytes allocated by the thread that read it
 * @param allowed how many it may allocate
 * @param nanos taken
 */
record Trial(boolean refused, String problem, long bytes, long allowed, long nanos) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Reads a file on the thread that calls this. */
  static Callable<Trial> of(Target target, byte[] file) {
    return () -> {
      long allowed = target.allowedBytes(file);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      boolean refused = false;
      String problem = "";
      try {
        target.read(file);
      } catch (Exception e) {
        refused = target.refuses(e);
        problem = refused ? lines(e) : "threw " + named(e);
      } catch (StackOverflowError | OutOfMemoryError | AssertionError e) {
        problem = "threw " + named(e);
      }
      long nanos = System.nanoTime() - start;
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (problem.isEmpty() && bytes > allowed) {
        problem = "allocated %,d bytes, %,d are allowed".formatted(bytes, allowed);
      }
      return new Trial(refused, problem, bytes, allowed, nanos);
    };
  }

  private static String lines(Exception e) {
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return "refused without a message: " + named(e);
    }
    return message.contains("\n") ? "refused in several lines: " + message : "";
  }

  private static String named(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return thrown + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
