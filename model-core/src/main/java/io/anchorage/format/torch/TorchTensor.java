package io.anchorage.format.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor: a view of a storage, whose elements are read when they are asked for.
 *
 * <p>Not a record, because its bytes are shared and never compared.
 */
public final class TorchTensor {
  private final Storage storage;
  private final long offset;
  private final List<Long> shape;
  private final List<Long> strides;

  /** The bytes of a storage, which in a legacy file follow its pickles. */
  static final class Storage {
    private final TorchType type;
    private final long elements;
    private ByteBuffer bytes;

    Storage(TorchType type, long elements) {
      this.type = type;
      this.elements = elements;
    }

    TorchType type() {
      return type;
    }

    long elements() {
      return elements;
    }

    boolean isFilled() {
      return bytes != null;
    }

    void fill(ByteBuffer content, String where) throws IOException {
      if (content.remaining() / type.bytes() < elements) {
        throw new IOException(
            "%s has a storage of %d bytes that should hold %d elements of %d"
                .formatted(where, content.remaining(), elements, type.bytes()));
      }
      bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  TorchTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {
    this.storage = storage;
    this.offset = offset;
    this.shape = List.copyOf(shape);
    this.strides = List.copyOf(strides);
  }

  /**
   * A view, checked.
   *
   * @throws IOException if it has elements outside of its storage, or more than that
   */
  static TorchTensor of(
      Storage storage, long offset, List<Long> shape, List<Long> strides, String where)
      throws IOException {
    try {
      long elements = 1;
      long last = offset;
      for (int axis = 0; axis < shape.size(); axis++) {
        long extent = shape.get(axis);
        long stride = strides.get(axis);
        if (extent < 0 || stride < 0) {
          throw new ArithmeticException();
        }
        elements = Math.multiplyExact(elements, extent);
        last = Math.addExact(last, Math.multiplyExact(Math.max(0, extent - 1), stride));
      }
      if (offset < 0
          || elements > storage.elements()
          || (elements > 0 && last >= storage.elements())) {
        throw new ArithmeticException();
      }
    } catch (ArithmeticException e) {
      throw new IOException(
          "%s has a tensor of shape %s and strides %s at %d, beyond its storage of %d elements"
              .formatted(where, shape, strides, offset, storage.elements()),
          e);
    }
    return new TorchTensor(storage, offset, shape, strides);
  }

  public TorchType type() {
    return storage.type;
  }

  /** Slowest axis first; empty for a single number. */
  public List<Long> shape() {
    return shape;
  }

  /** Number of elements. */
  public int elements() {
    return (int) shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b);
  }

  /**
   * The elements as floats, row-major.
   *
   * @throws IOException if they are of another type, whose values might change
   */
  public float[] floats(String where) throws IOException {
    if (type() != TorchType.FLOAT) {
      throw new IOException("%s is of type %s, not float32".formatted(where, type().storage()));
    }
    float[] values = new float[elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = storage.bytes.getFloat(position(i));
    }
    return values;
  }

  /**
   * The elements as doubles, row-major.
   *
   * @throws IOException if they are neither floats nor doubles
   */
  public double[] doubles(String where) throws IOException {
    if (type() != TorchType.FLOAT && type() != TorchType.DOUBLE) {
      throw new IOException("%s is of type %s, not floats".formatted(where, type().storage()));
    }
    double[] values = new double[elements()];
    for (int i = 0; i < values.length; i++) {
      int at = position(i);
      values[i] =
          type() == TorchType.FLOAT ? storage.bytes.getFloat(at) : storage.bytes.getDouble(at);
    }
    return values;
  }

  /**
   * The elements as whole numbers, row-major.
   *
   * @throws IOException if they are not whole numbers
   */
  public long[] longs(String where) throws IOException {
    long[] values = new long[elements()];
    for (int i = 0; i < values.length; i++) {
      int at = position(i);
      values[i] =
          switch (type()) {
            case LONG -> storage.bytes.getLong(at);
            case INT -> storage.bytes.getInt(at);
            case SHORT -> storage.bytes.getShort(at);
            case CHAR -> storage.bytes.get(at);
            case BYTE, BOOL -> Byte.toUnsignedInt(storage.bytes.get(at));
            default ->
                throw new IOException(
                    "%s is of type %s, not whole numbers".formatted(where, type().storage()));
          };
    }
    return values;
  }

  private int position(int index) {
    long at = offset;
    int rest = index;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      int extent = (int) (long) shape.get(axis);
      at += rest % extent * strides.get(axis);
      rest /= extent;
    }
    return (int) (at * type().bytes());
  }
}
