package io.anchorage.fit;

/** Says whether the work has been cancelled. Asked between steps. */
@FunctionalInterface
public interface Cancellation {
  /** Work that cannot be cancelled. */
  Cancellation NEVER = () -> false;

  boolean requested();
}
