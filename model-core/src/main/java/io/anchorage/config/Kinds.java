package io.anchorage.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The records that a section may be bound to if its type is an interface; the {@code kind:} key
 * selects one of them. Open interfaces are registered with their records' defaults. Sealed
 * interfaces need no registration: each permitted record is a kind, also that of a permitted sealed
 * interface, named by its class in kebab-case, and takes its defaults from its static {@code
 * defaults()} if it has one.
 */
public final class Kinds {
  private final Map<Class<?>, Map<String, Record>> registered;

  private Kinds(Map<Class<?>, Map<String, Record>> registered) {
    this.registered = registered;
  }

  /** No registered kinds; sealed interfaces need none. */
  public static Kinds sealed() {
    return new Kinds(Map.of());
  }

  /** These kinds and one more. */
  public <T> Kinds with(Class<T> type, String kind, T defaults) {
    Map<Class<?>, Map<String, Record>> all = new LinkedHashMap<>(registered);
    Map<String, Record> kinds = new LinkedHashMap<>(all.getOrDefault(type, Map.of()));
    kinds.put(kind, (Record) defaults);
    all.put(type, kinds);
    return new Kinds(all);
  }

  /** The valid words of a type's {@code kind:} key. */
  List<String> names(Class<?> type) {
    if (registered.containsKey(type)) {
      return List.copyOf(registered.get(type).keySet());
    }
    if (!type.isSealed()) {
      throw new IllegalStateException("No kinds are registered for " + type);
    }
    return permitted(type).map(Kinds::sealedName).toList();
  }

  String nameOf(Class<?> type, Record value) {
    for (Map.Entry<String, Record> kind : registered.getOrDefault(type, Map.of()).entrySet()) {
      if (kind.getValue().getClass() == value.getClass()) {
        return kind.getKey();
      }
    }
    return sealedName(value.getClass());
  }

  Class<? extends Record> recordOf(Class<?> type, String kind) {
    if (registered.containsKey(type)) {
      return registered.get(type).get(kind).getClass();
    }
    return permitted(type)
        .filter(permitted -> sealedName(permitted).equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no kind " + kind))
        .asSubclass(Record.class);
  }

  /** The records of a sealed interface, and of the sealed interfaces that it permits. */
  private static Stream<Class<?>> permitted(Class<?> type) {
    return Stream.of(type.getPermittedSubclasses())
        .flatMap(each -> each.isInterface() ? permitted(each) : Stream.of(each));
  }

  /** The defaults of a kind, or null if every key must be given. */
  Record defaultsOf(Class<?> type, String kind) {
    return registered.containsKey(type)
        ? registered.get(type).get(kind)
        : RecordShape.of(recordOf(type, kind)).defaults();
  }

  private static String sealedName(Class<?> permitted) {
    return ConfigNames.kebab(permitted.getSimpleName());
  }
}
