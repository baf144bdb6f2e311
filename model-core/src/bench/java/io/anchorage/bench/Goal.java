package io.anchorage.bench;

/**
 * The goals of {@code vector}.
 *
 * @param timesDjl speed relative to {@code djl} at its best batch size, on all threads
 * @param ofPeak share of the fused multiply-add peak, on all threads; 0 for no such goal
 */
record Goal(double timesDjl, double ofPeak) {
  /** Speed on n threads relative to one thread, divided by n: 1.9 times on two. */
  static final double EFFICIENCY = 0.95;

  static Goal timesDjl(double times) {
    return new Goal(times, 0);
  }
}
