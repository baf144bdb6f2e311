package io.anchorage.field;

import java.util.List;
import java.util.Optional;

/**
 * Where one array lies in a column that holds parameters, for readers without us.
 *
 * @param column the column that holds the array
 * @param name the array's own name, e.g. {@code W0}
 * @param offset of its first number in the column
 * @param shape row-major, slowest axis first
 * @param axes what each axis counts, as many as the shape has
 * @param channels the number of channels of the signals that the entry holds for; empty if the
 *     table's signals all have the same
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

  /** An entry that holds for all signals of a table. */
  public LayoutEntry(String column, String name, int offset, List<Size> shape, List<String> axes) {
    this(column, name, offset, shape, axes, Optional.empty());
  }

  /** The extent of one axis. */
  public sealed interface Size {
    /** The same for every field. */
    record Fixed(int count) implements Size {}

    /**
     * Different from field to field.
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

  /** The same entry, for signals of so many channels. */
  public LayoutEntry ofChannels(int count) {
    return new LayoutEntry(column, name, offset, shape, axes, Optional.of(count));
  }
}
