package io.anchorage.kernel.random;

import java.util.function.IntUnaryOperator;

/** Uniformly random permutations (R. A. Fisher, F. Yates; in place, from the last element down). */
public final class Permutation {
  private Permutation() {}

  /**
   * The numbers 0 .. count - 1 in random order; word i of the stream decides the swap of element i.
   */
  public static int[] of(int count, Philox random) {
    return of(count, random, 0);
  }

  /**
   * The numbers 0 .. count - 1 in random order.
   *
   * @param first word {@code first + i} of the stream decides the swap of element i
   */
  public static int[] of(int count, Philox random, long first) {
    return of(count, i -> random.below(first + i, i + 1));
  }

  /**
   * The numbers 0 .. count - 1 in random order.
   *
   * @param partner draws the element to swap with element i, uniform on 0 .. i; called once for
   *     each i from {@code count - 1} down to 1
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
