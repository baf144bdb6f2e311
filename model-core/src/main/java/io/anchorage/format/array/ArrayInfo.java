package io.anchorage.format.array;

import java.util.List;

/**
 * Type and shape of an array.
 *
 * @param shape row-major, slowest axis first; empty for a single number
 */
public record ArrayInfo(ElementType type, List<Long> shape) {
  public ArrayInfo {
    shape = List.copyOf(shape);
  }

  /** Number of elements. */
  public long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Number of bytes. */
  public long bytes() {
    return Math.multiplyExact(elements(), (long) type.bytes());
  }
}
