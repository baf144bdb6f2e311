package io.anchorage.jobs.progress;

import java.util.ArrayDeque;
import java.util.Deque;

/** Measures how fast a count grows, over the last minute. Not thread-safe. */
final class RateMeter {
  private static final double WINDOW_SECONDS = 60;

  private record Mark(double seconds, long count) {}

  private final Deque<Mark> marks = new ArrayDeque<>();

  /**
   * Adds a reading of the count and returns the rate per second; 0 before anything is counted.
   *
   * @param seconds time of a clock that never goes back
   */
  double at(double seconds, long count) {
    marks.addLast(new Mark(seconds, count));
    while (marks.size() > 2 && secondOldest().seconds() <= seconds - WINDOW_SECONDS) {
      marks.removeFirst();
    }
    Mark oldest = marks.getFirst();
    double span = seconds - oldest.seconds();
    return span > 0 ? Math.max(0, count - oldest.count()) / span : 0;
  }

  private Mark secondOldest() {
    var iterator = marks.iterator();
    iterator.next();
    return iterator.next();
  }
}
