package io.anchorage.cloud;

/**
 * Which behaviour to follow where the published code differs from what was meant: ours, or the
 * published code's.
 */
public enum Compat {
  NONE,
  /** As the public code does, flaws included, so that tables can be compared. */
  PUBLISHED
}
