package io.anchorage.bench;

/**
 * How much time to measure for.
 *
 * @param rounds of the table
 * @param scan of djl's batch sizes
 */
record Effort(Rounds rounds, Rounds scan) {
  static Effort of(boolean quick) {
    return quick
        ? new Effort(new Rounds(5, 0.5), new Rounds(2, 0.5))
        : new Effort(new Rounds(9, 1.5), new Rounds(3, 1));
  }
}
