package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The features of a layer's units, by grade.
 *
 * @param parts [networks, units, channels] of each grade
 */
record Graded(Map<Grade, NDArray> parts) {
  NDArray of(Grade grade) {
    return parts.get(grade);
  }

  /** Each part mapped by its own function. */
  Graded map(BiFunction<Grade, NDArray, NDArray> change) {
    Map<Grade, NDArray> mapped = new EnumMap<>(Grade.class);
    parts.forEach((grade, part) -> mapped.put(grade, change.apply(grade, part)));
    return new Graded(mapped);
  }
}
