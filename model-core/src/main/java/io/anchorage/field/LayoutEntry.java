package io.anchorage.field;

import java.util.List;
import java.util.Optional;

/**
 * The position of one array in a parameter column, for readers without this library.
 *
 * @param column the column that holds the array
 * @param name the array's own name, e.g. {@code W0}
 * @param offset of its first value in the column
 * @param shape row-major, slowest axis first
 * @param axes what each axis counts, one per axis of the shape
 * @param channels the number of channels of the signals that the entry applies to; empty if all
 *     signals of the table have the same
 */
public record LayoutEntry(
    String column,
    String name,
    int offset,
    List<Size> shape,
    List<String> axes,
    Optional<Integer> channels) {
  public LayoutEntry {
    shape = List.copyOf(shape);
    axes = List.copyOf(axes);
  }

  /** An entry for all signals of a table. */
  public LayoutEntry(String column, String name, int offset, List<Size> shape, List<String> axes) {
    this(column, name, offset, shape, axes, Optional.empty());
  }

  /** The extent of one axis. */
  public sealed interface Size {
    /** The same for every field. */
    record Fixed(int count) implements Size {}

    /**
     * Varies from field to field.
     *
     * @param name the INT column that holds it
     */
    record InColumn(String name) implements Size {}
  }

  public static Size size(int count) {
    return new Size.Fixed(count);
  }

  public static Size sizeIn(String column) {
    return new Size.InColumn(column);
  }

  /** The same entry, for signals with this many channels. */
  public LayoutEntry ofChannels(int count) {
    return new LayoutEntry(column, name, offset, shape, axes, Optional.of(count));
  }
}
