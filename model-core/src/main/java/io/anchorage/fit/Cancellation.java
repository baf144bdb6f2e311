package io.anchorage.fit;

/** Asked between steps: whether the work has been called off. */
@FunctionalInterface
public interface Cancellation {
  /** Work that nobody calls off. */
  Cancellation NEVER = () -> false;

  boolean requested();
}
