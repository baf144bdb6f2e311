package io.anchorage.field;

import java.util.List;

/**
 * Everything that a reader without this library needs to evaluate a field: activation and omega of
 * each layer, coordinate order and range, output offset.
 *
 * <p>Each family has its own record. A table's JSON consists of its components, in their order and
 * with their names in snake_case: numbers, text, booleans, and lists and records of these. An empty
 * {@link java.util.Optional} is omitted.
 */
public interface Contract {
  /** The axes of a coordinate in the order of the network's inputs: {@code row, column}. */
  List<String> coordinateOrder();
}
