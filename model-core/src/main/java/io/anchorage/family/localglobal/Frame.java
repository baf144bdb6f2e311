package io.anchorage.family.localglobal;

import io.anchorage.field.Field;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a field's grid lies in the whole signal that its coordinates and partitions refer to.
 *
 * @param first for each axis, the whole signal's place at the field's first place
 * @param extents places of the whole signal along each axis
 */
public record Frame(List<Integer> first, List<Integer> extents) {
  /** The column that holds it. */
  public static final String COLUMN = "frame";

  public Frame {
    first = List.copyOf(first);
    extents = List.copyOf(extents);
  }

  /** The frame of a field that has its whole signal. */
  public static Frame whole(Grid grid) {
    return new Frame(grid.extents().stream().map(extent -> 0).toList(), grid.extents());
  }

  /**
   * The frame of a field.
   *
   * @throws IllegalArgumentException if its column does not have two numbers for each axis
   */
  public static Frame of(Field field) {
    float[] numbers = field.floats(COLUMN);
    int axes = field.grid().dimensions();
    if (numbers.length != 2 * axes) {
      throw new IllegalArgumentException(
          "%s must have two numbers for each of %d axes: %d"
              .formatted(COLUMN, axes, numbers.length));
    }
    List<Integer> first = new ArrayList<>();
    List<Integer> extents = new ArrayList<>();
    for (int a = 0; a < axes; a++) {
      first.add((int) numbers[2 * a]);
      extents.add((int) numbers[2 * a + 1]);
    }
    return new Frame(first, extents);
  }

  /** The column's numbers: for each axis, the first place and the extent. */
  public float[] numbers() {
    float[] numbers = new float[2 * first.size()];
    for (int a = 0; a < first.size(); a++) {
      numbers[2 * a] = first.get(a);
      numbers[2 * a + 1] = extents.get(a);
    }
    return numbers;
  }

  /** The whole signal's place at a place of the field's grid. */
  public double place(int axis, float place) {
    return (double) place + first.get(axis);
  }

  /** The network's coordinate at a place of the field's grid. */
  public float coordinate(int axis, float place) {
    int extent = extents.get(axis);
    return extent == 1 ? 0f : (float) (2 * place(axis, place) / (extent - 1) - 1);
  }
}
