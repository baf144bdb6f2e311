package io.anchorage.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes records as text that binds to the same records. */
public final class ConfigDump {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .build())
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final Kinds kinds;

  /** Decides which keys of a record a tree has. */
  private interface Keep {
    boolean test(RecordShape shape, Record record, String key);
  }

  /** The keys of a record, in the order of its components. */
  public static List<String> keys(Class<? extends Record> type) {
    return RecordShape.of(type).keys();
  }

  public ConfigDump(Kinds kinds) {
    this.kinds = kinds;
  }

  /**
   * The record as JSON values: maps in the order of the components, lists, strings, booleans, and
   * numbers as BigDecimal or integers.
   */
  public Map<String, Object> tree(Record config) {
    return tree(config, (shape, record, key) -> true);
  }

  /**
   * What identifies a config: its tree without the keys that are {@link AddedLater} and have their
   * default.
   */
  public Map<String, Object> identity(Record config) {
    return tree(config, (shape, record, key) -> !shape.addedLaterAndDefault(record, key));
  }

  /** YAML, keys in the order of the records. */
  public String yaml(Record config) {
    return write(YAML, tree(config));
  }

  /**
   * Canonical JSON for hashing: one line, keys sorted, each number as the shortest plain decimal
   * that reads back as the same number.
   */
  public String json(Record config) {
    return json(tree(config));
  }

  /** Canonical JSON of a tree made of the values that {@link #tree} gives. */
  public static String json(Map<String, Object> tree) {
    return write(JSON, tree);
  }

  /** The full paths of all keys of a config. */
  List<String> paths(Record config, String under) {
    List<String> paths = new ArrayList<>();
    collect(tree(config), under, paths);
    return paths;
  }

  private static void collect(Map<?, ?> tree, String path, List<String> into) {
    tree.forEach(
        (key, value) -> {
          String here = ConfigBinder.join(path, (String) key);
          into.add(here);
          if (value instanceof Map<?, ?> inner) {
            collect(inner, here, into);
          }
        });
  }

  private Map<String, Object> tree(Record config, Keep keep) {
    Map<String, Object> tree = new LinkedHashMap<>();
    RecordShape shape = RecordShape.of(config.getClass());
    for (String key : shape.keys()) {
      if (keep.test(shape, config, key)) {
        Type type = shape.component(key).getGenericType();
        tree.put(key, plain(type, shape.value(config, key), keep));
      }
    }
    return tree;
  }

  private Object plain(Type type, Object value, Keep keep) {
    if (value instanceof List<?> list) {
      Type element = ((ParameterizedType) type).getActualTypeArguments()[0];
      return list.stream().map(item -> plain(element, item, keep)).toList();
    }
    if (value instanceof Record record) {
      Class<?> declared = (Class<?>) type;
      return declared.isInterface() ? withKind(declared, record, keep) : tree(record, keep);
    }
    if (value instanceof Enum<?> constant) {
      return ConfigNames.kebab(constant);
    }
    if (value instanceof Float number) {
      return NumberText.decimal(number.floatValue());
    }
    return value instanceof Double number ? NumberText.decimal(number.doubleValue()) : value;
  }

  private Map<String, Object> withKind(Class<?> declared, Record record, Keep keep) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", kinds.nameOf(declared, record));
    tree.putAll(tree(record, keep));
    return tree;
  }

  private static String write(ObjectMapper mapper, Map<String, Object> tree) {
    try {
      return mapper.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values cannot fail to be written", e);
    }
  }
}
