package io.anchorage.learn.train;

/** Running sums over the batches of an epoch. */
final class EpochSums {
  private final long start = System.nanoTime();
  long batches;
  long samples;
  long right;
  double loss;
  double learningRate;

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
