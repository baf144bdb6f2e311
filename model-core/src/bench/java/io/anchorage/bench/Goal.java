package io.anchorage.bench;

/**
 * What {@code vector} should reach.
 *
 * @param timesDjl on all threads, over {@code djl} at its best batch size
 * @param ofPeak on all threads, of the fused multiply-add peak; 0 for no such goal
 */
record Goal(double timesDjl, double ofPeak) {
  /** Of n threads over one thread, divided by n: 1.9 times on two. */
  static final double EFFICIENCY = 0.95;

  static Goal timesDjl(double times) {
    return new Goal(times, 0);
  }
}
