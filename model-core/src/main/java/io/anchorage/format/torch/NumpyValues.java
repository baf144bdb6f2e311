package io.anchorage.format.torch;

import io.anchorage.format.Shown;
import io.anchorage.format.torch.Pickled.Bytes;
import io.anchorage.format.torch.Pickled.ElementType;
import io.anchorage.format.torch.Pickled.Items;
import io.anchorage.format.torch.Pickled.Known;
import io.anchorage.format.torch.Pickled.NumpyArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What NumPy's names stand for in a pickle: types, arrays and single numbers, as data. */
final class NumpyValues {
  private static final Map<String, TorchType> TYPES =
      Map.of(
          "f4", TorchType.FLOAT,
          "f8", TorchType.DOUBLE,
          "f2", TorchType.HALF,
          "i8", TorchType.LONG,
          "i4", TorchType.INT,
          "i2", TorchType.SHORT,
          "i1", TorchType.CHAR,
          "u1", TorchType.BYTE,
          "b1", TorchType.BOOL);

  private NumpyValues() {}

  /** The value of a name called with arguments. */
  static Object called(Known function, List<Object> given, String where) throws IOException {
    if (function == Known.RECONSTRUCT && given.size() == 3 && given.get(0) == Known.ARRAY_CLASS) {
      return new NumpyArray();
    }
    if (function == Known.ELEMENT_TYPE && !given.isEmpty() && given.get(0) instanceof String name) {
      return new ElementType(type(name, where));
    }
    if (function == Known.FROM_BUFFER
        && given.size() == 4
        && given.get(0) instanceof Bytes bytes
        && given.get(1) instanceof ElementType type
        && given.get(3) instanceof String order) {
      NumpyArray array = new NumpyArray();
      array.fill(tensor(bytes.content(), type.type(), given.get(2), order.equals("F"), where));
      return array;
    }
    if (function == Known.SCALAR
        && given.size() == 2
        && given.get(0) instanceof ElementType type
        && given.get(1) instanceof Bytes bytes) {
      return number(tensor(bytes.content(), type.type(), new Items(), false, where), where);
    }
    throw new IOException(where + " makes something of wrong arguments in its pickle");
  }

  private static TorchType type(String name, String where) throws IOException {
    String plain = name.startsWith("<") || name.startsWith("|") ? name.substring(1) : name;
    TorchType type = TYPES.get(plain);
    if (type == null) {
      throw new IOException(
          "%s has an array with elements of type %s; numbers are read, little-endian, never Python objects"
              .formatted(where, Shown.of(name)));
    }
    return type;
  }

  /**
   * Sets the state of an array or of a type.
   *
   * @return false if the value is neither
   */
  static boolean isSet(Object value, Object state, String where) throws IOException {
    List<Object> given = state instanceof Items items ? items.items() : List.of();
    if (value instanceof ElementType) {
      if (given.size() >= 2 && List.of("<", "|", "=").contains(given.get(1))) {
        return true;
      }
      throw new IOException(where + " has an array that is not little-endian");
    }
    if (!(value instanceof NumpyArray array)) {
      return false;
    }
    if (given.size() == 5
        && given.get(2) instanceof ElementType type
        && given.get(3) instanceof Boolean columnsFirst
        && given.get(4) instanceof Bytes bytes) {
      array.fill(tensor(bytes.content(), type.type(), given.get(1), columnsFirst, where));
      return true;
    }
    throw new IOException(where + " has an array whose elements are no bytes of numbers");
  }

  private static TorchTensor tensor(
      ByteBuffer content, TorchType type, Object shape, boolean columnsFirst, String where)
      throws IOException {
    List<Long> extents = Unpickler.wholes(shape, where);
    List<Long> strides = new ArrayList<>(Collections.nCopies(extents.size(), 1L));
    long run = 1;
    try {
      for (int i = 0; i < extents.size(); i++) {
        int axis = columnsFirst ? i : extents.size() - 1 - i;
        strides.set(axis, run);
        run = Math.multiplyExact(run, Math.max(0, extents.get(axis)));
      }
    } catch (ArithmeticException e) {
      throw new IOException("%s has an array of shape %s".formatted(where, extents), e);
    }
    TorchTensor.Storage storage = new TorchTensor.Storage(type, content.remaining() / type.bytes());
    storage.fill(content.duplicate().order(ByteOrder.LITTLE_ENDIAN), where);
    return TorchTensor.of(storage, 0, extents, strides, where);
  }

  private static Object number(TorchTensor one, String where) throws IOException {
    return switch (one.type()) {
      case FLOAT, DOUBLE -> one.doubles(where)[0];
      default -> one.longs(where)[0];
    };
  }
}
