package io.anchorage.learn.weight.graph;

import java.util.List;
import java.util.function.Function;

/**
 * Something of the edges of a graph that are followed both ways. Edge layer l lies between node
 * layers l and l + 1; its arrays are [networks, lower, upper, channels], whichever way they are
 * followed.
 *
 * @param up from lower to upper nodes
 * @param down from upper to lower nodes
 */
record BothWays<T>(List<T> up, List<T> down) {
  /** Each layer, either way, mapped. */
  <U> BothWays<U> map(Function<T, U> change) {
    return new BothWays<>(up.stream().map(change).toList(), down.stream().map(change).toList());
  }
}
