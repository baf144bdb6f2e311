package io.anchorage.config;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigNode.Scalar;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigNode.Sequence;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Binds a config to records, starting from the records' defaults. Keys are the names of components
 * in kebab-case, and enum constants are written in kebab-case, too. A list of one value may be
 * written as that value. A key that is not given keeps its default. A kind chosen by {@code --set}
 * takes the file's keys that it knows and drops those of other kinds.
 *
 * <p>Every mistake is a one-line {@link UserException} with the key's full path, the value, where
 * it was set, and what is allowed.
 */
public final class ConfigBinder {
  private static final String KIND = "kind";

  private final Kinds kinds;

  public ConfigBinder(Kinds kinds) {
    this.kinds = kinds;
  }

  /** The defaults, overridden by the config. */
  public <T extends Record> T bind(Section config, T defaults) {
    return bind(config, defaults, "");
  }

  /**
   * The defaults, overridden by one section of a config.
   *
   * @param path of the section, for messages, e.g. {@code fit.family}; empty for the whole config
   */
  @SuppressWarnings("unchecked")
  public <T extends Record> T bind(Section config, T defaults, String path) {
    List<String> everywhere = new ConfigDump(kinds).paths(defaults, path);
    return (T) record(defaults.getClass(), config, defaults, path, everywhere);
  }

  private Record record(
      Class<? extends Record> type,
      Section section,
      Record defaults,
      String path,
      List<String> everywhere) {
    UnknownKey.check(section, RecordShape.of(type).keys(), path, everywhere);
    return overlay(type, section, defaults, path, everywhere);
  }

  private Record overlay(
      Class<? extends Record> type,
      Section section,
      Record defaults,
      String path,
      List<String> everywhere) {
    RecordShape shape = RecordShape.of(type);
    List<Object> values = new ArrayList<>();
    for (String key : shape.keys()) {
      ConfigNode node = section.find(key);
      Object fallback = defaults == null ? null : shape.value(defaults, key);
      if (node == null && fallback == null) {
        throw new UserException(
            Kind.CONFIG,
            "%s is missing and has no default (%s)".formatted(join(path, key), section.origin()));
      }
      values.add(
          node == null
              ? fallback
              : value(
                  shape.component(key).getGenericType(),
                  node,
                  fallback,
                  join(path, key),
                  everywhere));
    }
    try {
      return shape.create(values);
    } catch (IllegalArgumentException e) {
      throw refused(e, shape, section, path);
    }
  }

  private Object value(
      Type type, ConfigNode node, Object fallback, String path, List<String> everywhere) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list((Class<?>) list.getActualTypeArguments()[0], node, path, everywhere);
    }
    Class<?> plain = (Class<?>) type;
    if (Scalars.takes(plain)) {
      return Scalars.bind(plain, node, path);
    }
    if (!(node instanceof Section section)) {
      throw new UserException(
          Kind.CONFIG,
          "%s must be a section of keys and values: %s (%s)".formatted(path, node, node.origin()));
    }
    if (plain.isRecord()) {
      Class<? extends Record> record = plain.asSubclass(Record.class);
      Record defaults = fallback == null ? RecordShape.of(record).defaults() : (Record) fallback;
      return record(record, section, defaults, path, everywhere);
    }
    return kind(plain, section, (Record) fallback, path, everywhere);
  }

  private List<Object> list(
      Class<?> element, ConfigNode node, String path, List<String> everywhere) {
    if (node instanceof Scalar && Scalars.takes(element)) {
      return List.of(Scalars.bind(element, node, path));
    }
    if (!(node instanceof Sequence sequence)) {
      throw new UserException(
          Kind.CONFIG, "%s must be a list: %s (%s)".formatted(path, node, node.origin()));
    }
    List<Object> values = new ArrayList<>();
    for (ConfigNode item : sequence.items()) {
      values.add(value(element, item, null, path + "[" + values.size() + "]", everywhere));
    }
    return values;
  }

  private Record kind(
      Class<?> type, Section section, Record fallback, String path, List<String> everywhere) {
    String usual = fallback == null ? null : kinds.nameOf(type, fallback);
    String kind = usual;
    if (section.find(KIND) instanceof Scalar scalar && !scalar.empty()) {
      kind = scalar.text();
    }
    if (kind == null || !kinds.names(type).contains(kind)) {
      throw new UserException(
          Kind.CONFIG,
          "%s must be one of %s: %s (%s)"
              .formatted(
                  join(path, KIND),
                  String.join(", ", kinds.names(type)),
                  kind == null ? "missing" : kind,
                  section.find(KIND) == null ? section.origin() : section.find(KIND).origin()));
    }
    Record defaults = kind.equals(usual) ? fallback : kinds.defaultsOf(type, kind);
    Class<? extends Record> record = kinds.recordOf(type, kind);
    List<String> valid = new ArrayList<>(List.of(KIND));
    valid.addAll(RecordShape.of(record).keys());
    Section left = withoutOldKeys(type, section, valid);
    UnknownKey.check(left, valid, path, everywhere);
    return overlay(record, left, defaults, path, everywhere);
  }

  /**
   * The section of a kind that {@code --set} chose in place of the file's: without the file's keys
   * that the new kind has not and another kind has. A misspelt key stays an error.
   */
  private Section withoutOldKeys(Class<?> type, Section section, List<String> valid) {
    if (section.find(KIND) == null || !section.find(KIND).origin().isFlag()) {
      return section;
    }
    Set<String> others = new HashSet<>();
    for (String kind : kinds.names(type)) {
      others.addAll(RecordShape.of(kinds.recordOf(type, kind)).keys());
    }
    Map<String, ConfigNode> entries = new LinkedHashMap<>(section.entries());
    entries
        .entrySet()
        .removeIf(
            entry ->
                !valid.contains(entry.getKey())
                    && others.contains(entry.getKey())
                    && !entry.getValue().origin().isFlag());
    return new Section(entries, section.origin());
  }

  /**
   * The message of a record that refused a value, with the component's name replaced by the key's
   * full path.
   */
  private static UserException refused(
      IllegalArgumentException e, RecordShape shape, Section section, String path) {
    String message = e.getMessage();
    int space = message.indexOf(' ');
    String first = space < 0 ? message : message.substring(0, space);
    String key = ConfigNames.kebab(first.substring(first.lastIndexOf('.') + 1));
    boolean named = shape.component(key) != null;
    Origin origin =
        named && section.find(key) != null ? section.find(key).origin() : section.origin();
    String line =
        named
            ? join(path, key) + message.substring(first.length())
            : path.isEmpty() ? message : path + ": " + message;
    return new UserException(Kind.CONFIG, line + " (" + origin + ")", e);
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
