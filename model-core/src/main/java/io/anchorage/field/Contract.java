package io.anchorage.field;

import java.util.List;

/**
 * All that a reader without us needs to evaluate a field again: activation and omega of each layer,
 * coordinate order and range, output offset.
 *
 * <p>Each family has a record of its own. A table's JSON is made of its components, in their order
 * and with their names in snake_case: numbers, text, booleans, and lists and records of these. An
 * {@link java.util.Optional} that is empty is left out.
 */
public interface Contract {
  /** The axes of a coordinate in the order of the network's inputs: {@code row, column}. */
  List<String> coordinateOrder();
}
