package io.anchorage.format.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unpickler has on its stack beside texts, numbers and tensors. Containers are never
 * compared, hashed or printed: they may hold themselves.
 */
sealed interface Pickled {
  /** How deep it nests. */
  default int depth() {
    return 0;
  }

  /** {@code None}. */
  enum None implements Pickled {
    NONE
  }

  /** Where a group of values begins. */
  enum Mark implements Pickled {
    MARK
  }

  /** Whose names a file may use. */
  enum Dialect {
    TORCH,
    NUMPY
  }

  /** One of the few names that are known: regular expressions of whole module and name. */
  enum Known implements Pickled {
    REBUILD_TENSOR("torch\\._utils", "_rebuild_tensor_v2", Dialect.TORCH),
    REBUILD_PARAMETER("torch\\._utils", "_rebuild_parameter", Dialect.TORCH),
    ORDERED_DICT("collections", "OrderedDict", Dialect.TORCH, Dialect.NUMPY),
    PATH("pathlib(\\._local)?", "(Pure)?(Posix|Windows)?Path", Dialect.TORCH, Dialect.NUMPY),
    RECONSTRUCT("numpy\\._?core\\.multiarray", "_reconstruct", Dialect.NUMPY),
    SCALAR("numpy\\._?core\\.multiarray", "scalar", Dialect.NUMPY),
    FROM_BUFFER("numpy\\._?core\\.numeric", "_frombuffer", Dialect.NUMPY),
    ARRAY_CLASS("numpy", "ndarray", Dialect.NUMPY),
    ELEMENT_TYPE("numpy", "dtype", Dialect.NUMPY);

    private final Pattern module;
    private final Pattern name;
    private final boolean torch;
    private final boolean numpy;

    Known(String module, String name, Dialect... dialects) {
      this.module = Pattern.compile(module);
      this.name = Pattern.compile(name);
      this.torch = Set.of(dialects).contains(Dialect.TORCH);
      this.numpy = Set.of(dialects).contains(Dialect.NUMPY);
    }

    boolean is(Dialect dialect, String otherModule, String otherName) {
      return (dialect == Dialect.TORCH ? torch : numpy)
          && module.matcher(otherModule).matches()
          && name.matcher(otherName).matches();
    }
  }

  /** Bytes of the file itself; their position and limit are not moved. */
  record Bytes(ByteBuffer content) implements Pickled {}

  /** The type of an array's elements; known to be little-endian once its state is set. */
  final class ElementType implements Pickled {
    private final TorchType type;

    ElementType(TorchType type) {
      this.type = type;
    }

    TorchType type() {
      return type;
    }
  }

  /** An array of NumPy's, which is empty until its state is set. */
  final class NumpyArray implements Pickled {
    private TorchTensor content;

    TorchTensor content() {
      return content;
    }

    void fill(TorchTensor tensor) {
      content = tensor;
    }
  }

  /** A class of storages. */
  record StorageClass(TorchType type) implements Pickled {}

  /** A storage. */
  record StorageRef(TorchTensor.Storage storage) implements Pickled {}

  /** A list or a tuple. */
  final class Items implements Pickled {
    private final List<Object> items = new ArrayList<>();
    private int depth = 1;

    List<Object> items() {
      return items;
    }

    void add(Object item, String where) throws IOException {
      depth = deeper(depth, item, where);
      items.add(item);
    }

    @Override
    public int depth() {
      return depth;
    }
  }

  /** A dictionary whose keys are texts or whole numbers. */
  final class Dictionary implements Pickled {
    private final Map<Object, Object> entries = new LinkedHashMap<>();
    private int depth = 1;

    Map<Object, Object> entries() {
      return entries;
    }

    void put(Object key, Object value, String where) throws IOException {
      if (!(key instanceof String || key instanceof Long)) {
        throw new IOException(
            where + " has a dictionary with a key that is neither text nor a whole number");
      }
      depth = deeper(depth, value, where);
      entries.put(key, value);
    }

    @Override
    public int depth() {
      return depth;
    }
  }

  /** The deepest nesting that is read. */
  int MOST_DEPTH = 32;

  private static int deeper(int depth, Object child, String where) throws IOException {
    int deeper = child instanceof Pickled pickled ? Math.max(depth, pickled.depth() + 1) : depth;
    if (deeper > MOST_DEPTH) {
      throw new IOException(
          "%s nests deeper than %d, which no state dictionary does".formatted(where, MOST_DEPTH));
    }
    return deeper;
  }
}
