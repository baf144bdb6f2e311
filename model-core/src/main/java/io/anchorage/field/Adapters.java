package io.anchorage.field;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a family offers to code that uses fields, looked up by type. Adapters are made on demand, so
 * that classes of an absent library are never loaded. Immutable.
 */
public final class Adapters {
  private final Map<Class<?>, Supplier<?>> makers;

  private Adapters(Map<Class<?>, Supplier<?>> makers) {
    this.makers = makers;
  }

  public static Adapters none() {
    return new Adapters(Map.of());
  }

  /**
   * These adapters and one more. Write the maker as a lambda: it then loads no class until it runs.
   */
  public <A> Adapters with(Class<A> type, Supplier<? extends A> maker) {
    Map<Class<?>, Supplier<?>> more = new LinkedHashMap<>(makers);
    more.put(type, maker);
    return new Adapters(more);
  }

  /** Whether there is an adapter of a type, without creating it. */
  public boolean has(Class<?> type) {
    return makers.containsKey(type);
  }

  /** A new adapter of a type; empty if the family has none. */
  public <A> Optional<A> of(Class<A> type) {
    return Optional.ofNullable(makers.get(type)).map(maker -> type.cast(maker.get()));
  }
}
