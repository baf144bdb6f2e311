package io.anchorage.kernel.random;

import java.util.function.IntUnaryOperator;

/** Uniformly random orders (R. A. Fisher, F. Yates; in place, from the last element down). */
public final class Permutation {
  private Permutation() {}

  /** The numbers 0 .. count - 1 in random order; element i is exchanged by word i of the stream. */
  public static int[] of(int count, Philox random) {
    return of(count, random, 0);
  }

  /**
   * The numbers 0 .. count - 1 in random order.
   *
   * @param first element i is exchanged by word {@code first + i} of the stream
   */
  public static int[] of(int count, Philox random, long first) {
    return of(count, i -> random.below(first + i, i + 1));
  }

  /**
   * The numbers 0 .. count - 1 in random order.
   *
   * @param partner draws the element that element i is exchanged with, uniform on 0 .. i; asked
   *     once for each i from {@code count - 1} down to 1
   */
  public static int[] of(int count, IntUnaryOperator partner) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      int other = partner.applyAsInt(i);
      int held = order[i];
      order[i] = order[other];
      order[other] = held;
    }
    return order;
  }
}
