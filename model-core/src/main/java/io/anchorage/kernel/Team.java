package io.anchorage.kernel;

import java.util.function.IntConsumer;

/**
 * Threads that share the parts of one piece of work. Which thread takes which part, and when, must
 * not show in the result: parts write to places of their own, and whoever asked combines them in
 * their order.
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

  /** How many parts run at a time, at most: at least 1. */
  int size();

  /** Does {@code part} once for each number from 0 to {@code parts - 1}, and waits for all. */
  void each(int parts, IntConsumer part);
}
