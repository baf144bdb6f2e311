package io.anchorage.format;

import java.io.Serializable;
import java.util.List;

/**
 * A dense array of floats with a shape, row-major.
 *
 * <p>Not a record, because {@code data} is a large array that is shared and never compared.
 */
public final class Tensor implements Serializable {
  private final List<Integer> shape;
  private final float[] data;

  /**
   * @param data row-major; its length is the product of {@code shape}; shared, not copied
   */
  public Tensor(List<Integer> shape, float[] data) {
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
  public float[] data() {
    return data;
  }
}
