package io.anchorage.field;

import java.util.List;

/** An adapter for families whose fields can lose a part of their signal with its parameters. */
public interface Croppable {
  /**
   * A part of a grid.
   *
   * @param first its first place along each axis, slowest axis first
   * @param size places along each axis, at least 1
   */
  record Box(List<Integer> first, List<Integer> size) {
    public Box {
      first = List.copyOf(first);
      size = List.copyOf(size);
    }
  }

  /**
   * The smallest part of a field's grid that has a given one and that the field can be cropped to.
   *
   * @param box within the field's grid
   */
  Box widened(FamilyConfig config, Field field, Box box);

  /**
   * The settings of a field after it was cropped.
   *
   * @param box as {@link #widened} gives it
   */
  FamilyConfig config(FamilyConfig config, Field field, Box box);

  /**
   * The part of a field, with the same values at its places, bit by bit.
   *
   * @param box as {@link #widened} gives it
   */
  Field crop(FamilyConfig config, Field field, Box box);
}
