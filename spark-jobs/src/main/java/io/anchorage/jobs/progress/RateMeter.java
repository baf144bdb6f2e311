package io.anchorage.jobs.progress;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count grows, over the last minute. Not thread-safe. */
final class RateMeter {
  private static final double WINDOW_SECONDS = 60;

  private record Mark(double seconds, long count) {}

  private final Deque<Mark> marks = new ArrayDeque<>();

  /**
   * Returns counts a second; 0 before anything is counted.
   *
   * @param seconds a clock that only goes forward
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
