package io.anchorage.fit;

import java.util.List;

/**
 * Fits that one engine advances together: one on the CPU, many at once on a device. A fit does not
 * depend on its group mates.
 */
public interface FitGroup extends AutoCloseable {
  /** One session a task, in the order of the tasks. */
  List<? extends FitSession> sessions();

  /** Takes {@code count} steps with each session that has not been retired. */
  void step(int count);

  /** Takes a session out of the following steps. Its state stays readable. */
  void retire(int index);

  /** Steps between two looks at the cancellation: about a tenth of a second's work. */
  default int stepsBetweenLooks() {
    return 10;
  }

  /** Nanoseconds that have gone into copying to and from a device; 0 on the CPU. */
  default long copyNanos() {
    return 0;
  }

  @Override
  default void close() {}
}
