package io.anchorage.format.torch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** One of the few names that are known. */
  enum Known implements Pickled {
    REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils", "_rebuild_parameter"),
    ORDERED_DICT("collections", "OrderedDict");

    private final String module;
    private final String name;

    Known(String module, String name) {
      this.module = module;
      this.name = name;
    }

    boolean is(String otherModule, String otherName) {
      return module.equals(otherModule) && name.equals(otherName);
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
