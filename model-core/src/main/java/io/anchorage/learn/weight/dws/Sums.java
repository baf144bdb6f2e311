package io.anchorage.learn.weight.dws;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.weight.part.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a part is told, added up: summands of equal axes first, so that few small arrays are
 * repeated over the axes that they lack.
 */
final class Sums {
  private final List<Integer> axes;
  private final Map<List<Integer>, NDArray> sums = new HashMap<>();

  Sums(Part target) {
    this.axes = target.axes();
  }

  /**
   * Adds a summand.
   *
   * @param on those of the target's axes that the summand has
   */
  void add(List<Integer> on, NDArray summand) {
    sums.merge(on, summand, NDArray::add);
  }

  /** The sum on all axes; there is a summand for each of their subsets. */
  NDArray total() {
    NDArray all = sums.get(axes);
    if (axes.isEmpty()) {
      return all;
    }
    NDArray common = sums.get(List.<Integer>of()).expandDims(1);
    if (axes.size() == 1) {
      return all.add(common);
    }
    NDArray rows = sums.get(axes.subList(0, 1)).add(common).expandDims(2);
    NDArray columns = sums.get(axes.subList(1, 2)).expandDims(1);
    return all.addi(rows).addi(columns);
  }
}
