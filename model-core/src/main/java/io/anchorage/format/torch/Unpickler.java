package io.anchorage.format.torch;

import io.anchorage.format.Shown;
import io.anchorage.format.torch.Pickled.Bytes;
import io.anchorage.format.torch.Pickled.Dialect;
import io.anchorage.format.torch.Pickled.Dictionary;
import io.anchorage.format.torch.Pickled.Items;
import io.anchorage.format.torch.Pickled.Known;
import io.anchorage.format.torch.Pickled.Mark;
import io.anchorage.format.torch.Pickled.None;
import io.anchorage.format.torch.Pickled.StorageClass;
import io.anchorage.format.torch.Pickled.StorageRef;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Python's pickle, protocols 0 to 5, as far as PyTorch's state dictionaries need it. A pickle
 * is a program: this reader knows the few instructions that make data, and the few names that stand
 * for tensors and ordered dictionaries. Every other name is refused by itself, so nothing of the
 * file is ever called.
 *
 * <p>Over 300 lines, because the instructions of one machine are one list.
 */
final class Unpickler {
  private static final int MOST_VALUES = 1_000_000;
  private static final int MOST_STACK = 100_000;
  private static final int MOST_PATH = 4096;

  private final PickleInput in;
  private final String where;
  private final Dialect dialect;
  private final Storages storages;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private int marks;
  private int values;

  /** Gives the storage of a key, the same for the same key. */
  @FunctionalInterface
  interface Storages {
    TorchTensor.Storage of(TorchType type, String key, long elements) throws IOException;
  }

  /**
   * Prepares to read a pickle of PyTorch's from a buffer's position.
   *
   * @param where the file's name in messages
   */
  Unpickler(ByteBuffer in, String where, Storages storages) {
    this(in, where, Dialect.TORCH, storages);
  }

  private Unpickler(ByteBuffer in, String where, Dialect dialect, Storages storages) {
    this.in = new PickleInput(in, where);
    this.where = where;
    this.dialect = dialect;
    this.storages = storages;
  }

  /** Prepares to read a pickle of NumPy's arrays. */
  static Unpickler numpy(ByteBuffer in, String where) {
    return new Unpickler(
        in,
        where,
        Dialect.NUMPY,
        (type, key, elements) -> {
          throw new IOException(where + " has a storage where none belongs");
        });
  }

  /**
   * Reads one pickle; the buffer's position is then behind it.
   *
   * @throws IOException in one line, if it is damaged or is more than data
   */
  Object read() throws IOException {
    try {
      while (true) {
        int code = in.small();
        if (code == '.') {
          return pop();
        }
        step(code);
        if (stack.size() > MOST_STACK || ++values > MOST_VALUES) {
          throw bad(
              "has more than %d values"
                  .formatted(stack.size() > MOST_STACK ? MOST_STACK : MOST_VALUES));
        }
      }
    } catch (BufferUnderflowException e) {
      throw new IOException(where + " is truncated within its pickle", e);
    } catch (NumberFormatException e) {
      throw new IOException(where + " has a number in its pickle that is none", e);
    }
  }

  private void step(int code) throws IOException {
    switch (code) {
      case 0x80 -> protocol();
      case 0x95 -> in.requireLeft(in.eightBytes());
      case '(' -> {
        marks++;
        push(Mark.MARK);
      }
      case '0' -> pop();
      case '1' -> group();
      case '2' -> push(top());
      case 'N' -> push(None.NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'I' -> integer(in.line());
      case 'L' -> {
        String digits = in.line();
        push(
            PickleInput.whole(
                in.number(
                    digits.endsWith("L") ? digits.substring(0, digits.length() - 1) : digits)));
      }
      case 'J' -> push((long) in.fourBytes());
      case 'K' -> push((long) in.small());
      case 'M' -> push((long) in.twoBytes());
      case 0x8a -> push(PickleInput.whole(in.little(in.small())));
      case 0x8b -> push(PickleInput.whole(in.little(in.fourBytes())));
      case 'F' -> push(Double.parseDouble(in.line()));
      case 'G' -> push(in.bigDouble());
      case 'S' -> push(PickleInput.quoted(in.line()));
      case 'V' -> push(in.line());
      case 'U', 0x8c -> push(in.text(in.small()));
      case 'T' -> push(in.text(in.fourBytes()));
      case 'X' -> push(in.text(Integer.toUnsignedLong(in.fourBytes())));
      case 0x8d -> push(in.text(in.eightBytes()));
      case ']', ')' -> push(new Items());
      case '}' -> push(new Dictionary());
      case 'l', 't' -> push(items(group()));
      case 'd' -> {
        Dictionary made = new Dictionary();
        put(made, group());
        push(made);
      }
      case 0x85 -> push(items(take(1)));
      case 0x86 -> push(items(take(2)));
      case 0x87 -> push(items(take(3)));
      case 'a' -> {
        Object item = pop();
        list().add(item, where);
      }
      case 'e' -> {
        List<Object> more = group();
        Items list = list();
        for (Object item : more) {
          list.add(item, where);
        }
      }
      case 's' -> {
        List<Object> pair = take(2);
        put(dictionary(), pair);
      }
      case 'u' -> {
        List<Object> pairs = group();
        put(dictionary(), pairs);
      }
      case 'g' -> push(recalled((int) in.number(in.line()).longValue()));
      case 'h' -> push(recalled(in.small()));
      case 'j' -> push(recalled(in.fourBytes()));
      case 'p' -> memo.put((int) in.number(in.line()).longValue(), top());
      case 'q' -> memo.put(in.small(), top());
      case 'r' -> memo.put(in.fourBytes(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'c' -> {
        String module = in.line();
        push(global(module, in.line()));
      }
      case 0x93 -> {
        List<Object> names = take(2);
        push(global(String.valueOf(names.get(0)), String.valueOf(names.get(1))));
      }
      case 'Q' -> push(storage(pop()));
      case 'R' -> {
        List<Object> call = take(2);
        push(called(call.get(0), call.get(1)));
      }
      case 'b' -> {
        Object state = pop();
        // The attributes of an ordered dictionary are versions of the layers' formats.
        if (!(top() instanceof Dictionary) && !NumpyValues.isSet(top(), state, where)) {
          throw bad("sets attributes of something that is no dictionary");
        }
      }
      case 'C' -> push(bytes(code, in.small()));
      case 'B' -> push(bytes(code, Integer.toUnsignedLong(in.fourBytes())));
      case 0x8e, 0x96 -> push(bytes(code, in.eightBytes()));
      default -> throw refused(code);
    }
  }

  private Bytes bytes(int code, long claimed) throws IOException {
    if (dialect != Dialect.NUMPY) {
      throw refused(code);
    }
    return new Bytes(in.piece(claimed));
  }

  private IOException refused(int code) {
    String name =
        switch (code) {
          case 'i' -> "INST";
          case 'o' -> "OBJ";
          case 0x81 -> "NEWOBJ";
          case 0x92 -> "NEWOBJ_EX";
          case 'P' -> "PERSID";
          case 0x82, 0x83, 0x84 -> "EXT";
          case 'B', 'C', 0x8e, 0x96 -> "bytes";
          default -> "0x%02x".formatted(code);
        };
    return bad("has instruction %s in its pickle, which plain data do not need".formatted(name));
  }

  private void protocol() throws IOException {
    int version = in.small();
    if (version > 5) {
      throw bad("has a pickle of protocol %d; 0 to 5 are read".formatted(version));
    }
  }

  private Object global(String module, String name) throws IOException {
    for (Known known : Known.values()) {
      if (known.is(dialect, module, name)) {
        return known;
      }
    }
    Optional<TorchType> type =
        dialect == Dialect.TORCH && module.equals("torch")
            ? TorchType.ofStorage(name)
            : Optional.empty();
    if (type.isPresent()) {
      return new StorageClass(type.get());
    }
    throw bad(
        "asks for %s.%s, which is no data: it is refused and nothing is run"
            .formatted(Shown.of(module), Shown.of(name)));
  }

  private Object called(Object function, Object arguments) throws IOException {
    List<Object> given = arguments instanceof Items items ? items.items() : List.of();
    if (function == Known.ORDERED_DICT && given.isEmpty()) {
      return new Dictionary();
    }
    if (function == Known.ORDERED_DICT
        && given.size() == 1
        && given.get(0) instanceof Items pairs) {
      Dictionary made = new Dictionary();
      for (Object pair : pairs.items()) {
        if (!(pair instanceof Items two) || two.items().size() != 2) {
          throw bad("has an ordered dictionary of something that is no pairs");
        }
        put(made, two.items());
      }
      return made;
    }
    if (function == Known.PATH) {
      return path(given);
    }
    if (function == Known.REBUILD_PARAMETER
        && !given.isEmpty()
        && given.get(0) instanceof TorchTensor tensor) {
      return tensor;
    }
    if (function == Known.REBUILD_TENSOR
        && given.size() >= 4
        && given.get(0) instanceof StorageRef ref
        && given.get(1) instanceof Long offset) {
      List<Long> shape = wholes(given.get(2));
      List<Long> strides = wholes(given.get(3));
      if (shape.size() == strides.size()) {
        return TorchTensor.of(ref.storage(), offset, shape, strides, where);
      }
    }
    if (function instanceof Known known && dialect == Dialect.NUMPY) {
      return NumpyValues.called(known, given, where);
    }
    throw bad("makes something of wrong arguments in its pickle");
  }

  private String path(List<Object> parts) throws IOException {
    StringBuilder path = new StringBuilder();
    for (Object part : parts) {
      if (!(part instanceof String text) || path.length() + text.length() > MOST_PATH) {
        throw bad("has a path that is no text of at most %d characters".formatted(MOST_PATH));
      }
      path.append(path.isEmpty() || path.toString().endsWith("/") ? "" : "/").append(text);
    }
    return path.toString();
  }

  private List<Long> wholes(Object tuple) throws IOException {
    return wholes(tuple, where);
  }

  /** A shape or strides. */
  static List<Long> wholes(Object tuple, String where) throws IOException {
    List<Long> wholes = new ArrayList<>();
    if (tuple instanceof Items items && items.items().size() <= 16) {
      for (Object item : items.items()) {
        if (item instanceof Long whole) {
          wholes.add(whole);
        }
      }
      if (wholes.size() == items.items().size()) {
        return wholes;
      }
    }
    throw new IOException(where + " has a tensor whose shape is no tuple of whole numbers");
  }

  /** {@code ('storage', class, key, device, elements[, view])}. */
  private StorageRef storage(Object id) throws IOException {
    if (id instanceof Items items
        && items.items().size() >= 5
        && items.items().get(0).equals("storage")
        && items.items().get(1) instanceof StorageClass type
        && items.items().get(2) instanceof String key
        && items.items().get(4) instanceof Long elements
        && elements >= 0
        && (items.items().size() == 5 || items.items().get(5) == None.NONE)) {
      return new StorageRef(storages.of(type.type(), key, elements));
    }
    throw bad("refers to something that is no storage");
  }

  private void put(Dictionary into, List<Object> pairs) throws IOException {
    if (pairs.size() % 2 != 0) {
      throw bad("has a key without a value");
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      into.put(pairs.get(i), pairs.get(i + 1), where);
    }
  }

  private Items items(List<Object> content) throws IOException {
    Items made = new Items();
    for (Object item : content) {
      made.add(item, where);
    }
    return made;
  }

  private Items list() throws IOException {
    if (top() instanceof Items list) {
      return list;
    }
    throw bad("appends to something that is no list");
  }

  private Dictionary dictionary() throws IOException {
    if (top() instanceof Dictionary dictionary) {
      return dictionary;
    }
    throw bad("sets an entry of something that is no dictionary");
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object top() throws IOException {
    if (stack.isEmpty() || stack.get(stack.size() - 1) == Mark.MARK) {
      throw bad("takes a value from an empty stack");
    }
    return stack.get(stack.size() - 1);
  }

  private Object pop() throws IOException {
    Object value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private List<Object> take(int count) throws IOException {
    List<Object> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(0, pop());
    }
    return taken;
  }

  /** All that was pushed since the last mark, which goes with it. */
  private List<Object> group() throws IOException {
    int mark = stack.size() - 1;
    while (marks > 0 && mark >= 0 && stack.get(mark) != Mark.MARK) {
      mark--;
    }
    if (marks == 0 || mark < 0) {
      throw bad("ends a group that was never begun");
    }
    marks--;
    List<Object> rest = stack.subList(mark + 1, stack.size());
    List<Object> group = new ArrayList<>(rest);
    stack.subList(mark, stack.size()).clear();
    return group;
  }

  private Object recalled(int number) throws IOException {
    Object value = memo.get(number);
    if (value == null) {
      throw bad("recalls value %d, which was never stored".formatted(number));
    }
    return value;
  }

  private void integer(String digits) throws IOException {
    push(
        switch (digits) {
          case "00" -> false;
          case "01" -> true;
          default -> PickleInput.whole(in.number(digits));
        });
  }

  private IOException bad(String what) {
    return new IOException(where + " " + what);
  }
}
