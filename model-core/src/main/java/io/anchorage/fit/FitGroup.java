package io.anchorage.fit;

import java.util.List;

/**
 * Fits that an engine advances together: one on the CPU, many at once on a device. A fit does not
 * depend on the others of its group.
 */
public interface FitGroup extends AutoCloseable {
  /** One session per task, in the order of the tasks. */
  List<? extends FitSession> sessions();

  /** Takes {@code count} steps with each session that has not been retired. */
  void step(int count);

  /** Excludes a session from the following steps. Its state stays readable. */
  void retire(int index);

  /** Steps between two checks for cancellation: about a tenth of a second of work. */
  default int stepsBetweenLooks() {
    return 10;
  }

  /** Nanoseconds spent on copying to and from a device; 0 on the CPU. */
  default long copyNanos() {
    return 0;
  }

  @Override
  default void close() {}
}
