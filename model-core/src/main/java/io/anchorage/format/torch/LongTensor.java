package io.anchorage.format.torch;

import java.util.List;

/**
 * A dense array of 64-bit integers with a shape, row-major.
 *
 * <p>Not a record, because {@code data} is a large array that is shared and never compared.
 */
public final class LongTensor {
  private final List<Integer> shape;
  private final long[] data;

  /**
   * @param data row-major; its length is the product of {@code shape}; shared, not copied
   */
  public LongTensor(List<Integer> shape, long[] data) {
    this.shape = List.copyOf(shape);
    this.data = data;
    long size = this.shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    if (size != data.length) {
      throw new IllegalArgumentException(
          "Tensor of shape " + shape + " needs " + size + " numbers: " + data.length);
    }
  }

  public List<Integer> shape() {
    return shape;
  }

  /** The tensor's own array: read it, do not write. */
  public long[] data() {
    return data;
  }
}
