package io.anchorage.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parsed config, each value with the place where it was set. */
public sealed interface ConfigNode {
  Origin origin();

  /**
   * A single value as written. Its type is that of the component that it is bound to.
   *
   * @param empty whether it is YAML's null
   */
  record Scalar(String text, boolean empty, Origin origin) implements ConfigNode {
    @Override
    public String toString() {
      return empty ? "nothing" : text;
    }
  }

  /** A list of values. */
  record Sequence(List<ConfigNode> items, Origin origin) implements ConfigNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return "a list";
    }
  }

  /** Keys and their values, in the order of the file. */
  record Section(Map<String, ConfigNode> entries, Origin origin) implements ConfigNode {
    public Section {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of a key, or null. */
    public ConfigNode find(String key) {
      return entries.get(key);
    }

    @Override
    public String toString() {
      return "a section";
    }
  }
}
