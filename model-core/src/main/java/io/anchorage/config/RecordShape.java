package io.anchorage.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A record by reflection: its keys in order, its values, its constructor. */
final class RecordShape {
  private final Class<? extends Record> type;
  private final Map<String, RecordComponent> components = new LinkedHashMap<>();

  private RecordShape(Class<? extends Record> type) {
    this.type = type;
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(ConfigNames.kebab(component.getName()), component);
    }
  }

  static RecordShape of(Class<? extends Record> type) {
    return new RecordShape(type);
  }

  List<String> keys() {
    return List.copyOf(components.keySet());
  }

  RecordComponent component(String key) {
    return components.get(key);
  }

  Object value(Record record, String key) {
    Method accessor = components.get(key).getAccessor();
    return call(accessor, record);
  }

  /** The record's static {@code defaults()}, or null if it has none. */
  Record defaults() {
    return defaults(type);
  }

  private static Record defaults(Class<?> type) {
    try {
      Method method = type.getDeclaredMethod("defaults");
      return Modifier.isStatic(method.getModifiers()) ? (Record) call(method, null) : null;
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /** Whether a key is {@link AddedLater} and has its default. */
  boolean addedLaterAndDefault(Record record, String key) {
    RecordComponent component = components.get(key);
    if (!component.isAnnotationPresent(AddedLater.class)) {
      return false;
    }
    Record whole = defaults();
    return value(record, key)
        .equals(whole == null ? defaults(component.getType()) : value(whole, key));
  }

  /**
   * A new record.
   *
   * @param values one per component, in order
   * @throws IllegalArgumentException thrown by the record if it refuses a value
   */
  Record create(List<Object> values) {
    Class<?>[] types =
        components.values().stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(type + " could not be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  private static Object call(Method method, Object receiver) {
    try {
      method.setAccessible(true);
      return method.invoke(receiver);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method + " cannot be called", e);
    }
  }
}
