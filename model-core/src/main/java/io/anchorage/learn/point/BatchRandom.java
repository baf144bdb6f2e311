package io.anchorage.learn.point;

import io.anchorage.kernel.random.Philox;

/** Random numbers of a batch, one after the other. */
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

  /** One of 0 .. bound - 1. */
  int below(int bound) {
    return philox.below(next++, bound);
  }

  /** The elements in random order, in place (R. A. Fisher, F. Yates). */
  <T> T[] shuffle(T[] elements) {
    for (int i = elements.length - 1; i > 0; i--) {
      int other = below(i + 1);
      T held = elements[i];
      elements[i] = elements[other];
      elements[other] = held;
    }
    return elements;
  }
}
