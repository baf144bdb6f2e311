package io.anchorage.jobs.table.rows;

import java.util.List;

/**
 * One list of numbers of a field.
 *
 * @param key the field's key
 * @param numbers the values of the requested column
 */
public record FieldNumbers(FieldKey key, List<Float> numbers) {
  public FieldNumbers {
    numbers = List.copyOf(numbers);
  }
}
