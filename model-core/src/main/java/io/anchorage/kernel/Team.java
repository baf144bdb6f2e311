package io.anchorage.kernel;

import java.util.function.IntConsumer;

/**
 * Threads that share the parts of one piece of work. The result must not depend on which thread
 * takes which part, or when: parts write to separate places, and the caller combines them in their
 * order.
 */
public interface Team {
  /** The calling thread alone. */
  Team SOLO =
      new Team() {
        @Override
        public int size() {
          return 1;
        }

        @Override
        public void each(int parts, IntConsumer part) {
          for (int i = 0; i < parts; i++) {
            part.accept(i);
          }
        }
      };

  /** The largest number of parts that run at a time, at least 1. */
  int size();

  /** Runs {@code part} once for each number from 0 to {@code parts - 1}, and waits for all. */
  void each(int parts, IntConsumer part);
}
