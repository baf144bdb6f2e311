package io.anchorage.jobs.table.rows;

import java.util.List;

/**
 * One list of numbers of a field.
 *
 * @param key the field's
 * @param numbers of the column that was asked for
 */
public record FieldNumbers(FieldKey key, List<Float> numbers) {
  public FieldNumbers {
    numbers = List.copyOf(numbers);
  }
}
