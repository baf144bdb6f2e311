package io.anchorage.jobs.table.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.field.Contract;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.LayoutEntry.Size;
import io.anchorage.jobs.storage.Json;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts layouts and contracts to JSON. A record becomes an object with its components in order,
 * named in snake_case; components that are an empty {@link Optional} are omitted.
 */
final class SpecJson {
  private static final Pattern NEXT_WORD = Pattern.compile("(?=[A-Z])");

  private SpecJson() {}

  static JsonNode layout(List<LayoutEntry> entries) {
    return Json.tree(value(entries));
  }

  static JsonNode contract(Contract contract) {
    return Json.tree(value(contract));
  }

  private static Object value(Object value) {
    if (value instanceof Size.Fixed fixed) {
      return fixed.count();
    }
    if (value instanceof Size.InColumn column) {
      return column.name();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(SpecJson::value).toList();
    }
    if (value instanceof Optional<?> present) {
      return value(present.orElseThrow());
    }
    return value instanceof Record record ? object(record) : value;
  }

  private static Map<String, Object> object(Record record) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = valueOf(record, component);
      if (!Optional.empty().equals(value)) {
        entries.put(snakeCase(component.getName()), value(value));
      }
    }
    return entries;
  }

  private static Object valueOf(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " of a contract cannot be read", e);
    }
  }

  private static String snakeCase(String name) {
    return NEXT_WORD.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
