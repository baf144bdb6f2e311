package io.anchorage.learn.point;

import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import java.util.Arrays;

/** A batch's random numbers, consumed in sequence. */
final class BatchRandom {
  private final Philox philox;
  private long next;

  BatchRandom(Philox philox) {
    this.philox = philox;
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return philox.uniform(next++);
  }

  /** A random integer in 0 .. bound - 1. */
  int below(int bound) {
    return philox.below(next++, bound);
  }

  /** The elements in random order, as a new array. */
  <T> T[] shuffled(T[] elements) {
    T[] shuffled = elements.clone();
    int[] order = Permutation.of(elements.length, i -> below(i + 1));
    Arrays.setAll(shuffled, i -> elements[order[i]]);
    return shuffled;
  }
}
