package io.anchorage.format.torch;

import io.anchorage.format.torch.Pickled.Dictionary;
import io.anchorage.format.torch.Pickled.Items;
import io.anchorage.format.torch.Pickled.NumpyArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pickle holds as plain maps, lists and values. */
final class Plain {
  private static final int MOST_NODES = 100_000;

  private final String name;
  private int nodes;

  private Plain(String name) {
    this.name = name;
  }

  /** A dictionary at a pickle's top. */
  static Map<String, Object> of(Object top, String name) throws IOException {
    if (!(top instanceof Dictionary dictionary)) {
      throw new IOException(name + " holds no dictionary at its top");
    }
    return new Plain(name).plain(dictionary, 0);
  }

  private Map<String, Object> plain(Dictionary dictionary, int depth) throws IOException {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Map.Entry<Object, Object> entry : dictionary.entries().entrySet()) {
      plain.put(String.valueOf(entry.getKey()), plain(entry.getValue(), depth + 1));
    }
    return Collections.unmodifiableMap(plain);
  }

  private Object plain(Object value, int depth) throws IOException {
    // A list may hold itself, and a few lists that hold each other may hold very many.
    if (depth > Pickled.MOST_DEPTH || ++nodes > MOST_NODES) {
      throw new IOException(name + " holds itself, or more than " + MOST_NODES + " values");
    }
    if (value instanceof Dictionary inner) {
      return plain(inner, depth);
    }
    if (value instanceof Items list) {
      List<Object> items = new ArrayList<>();
      for (Object item : list.items()) {
        items.add(plain(item, depth + 1));
      }
      return Collections.unmodifiableList(items);
    }
    if (value instanceof NumpyArray array) {
      if (array.content() == null) {
        throw new IOException(name + " has an array without elements");
      }
      return array.content();
    }
    if (value instanceof Pickled) {
      return Optional.empty();
    }
    return value;
  }
}
